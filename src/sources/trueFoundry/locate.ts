import { ApiError } from "../../http/apiError";
import type { CallOptions } from "../source";
import type { TrueFoundryClient } from "./client";
import type { ArtifactType } from "./model";
import { artifactRowId, groupRowId, repoRowId, versionRowId } from "./rowIds";

/** A fully qualified name, taken apart. */
export interface Fqn {
  readonly type: ArtifactType;
  /** Without the version. */
  readonly artifact: string;
  /** A number, or `latest`. */
  readonly version?: string;
}

const FQN = /^((artifact|model):[^\s/:]+\/[^\s/:]+\/[^\s:]+)(?::(\d+|latest))?$/;

/** Undefined for a text that is not the fully qualified name of an artifact, a model, or a version of one. */
export function parseFqn(text: string): Fqn | undefined {
  const [, artifact = "", type, version] = FQN.exec(text.trim()) ?? [];
  if (type !== "artifact" && type !== "model") {
    return undefined;
  }
  return version === undefined ? { type, artifact } : { type, artifact, version };
}

export interface Place {
  readonly client: TrueFoundryClient;
  /** The start of every row's id. */
  readonly scope: string;
}

/** The ids of the rows down to what a fully qualified name names, with one request. */
export async function locate(place: Place, text: string, options: CallOptions): Promise<readonly string[] | undefined> {
  const fqn = parseFqn(text);
  if (fqn === undefined) {
    return undefined;
  }
  return fqn.version === undefined
    ? locateArtifact(place, fqn, options)
    : locateVersion(place, fqn, fqn.version, options);
}

async function locateArtifact({ client, scope }: Place, { type, artifact: fqn }: Fqn, options: CallOptions) {
  const { items } = await client.listArtifacts(type, { fqn, limit: 1 }, options);
  // A service that does not know the parameter would answer with what is first.
  const found = items.find((item) => item.fqn === fqn);
  if (found === undefined) {
    throw new ApiError("notFound", `the service has no ${type} of this name`);
  }
  return rowIds(scope, type, found.repoId, found.id);
}

async function locateVersion(
  { client, scope }: Place,
  { type, artifact }: Fqn,
  version: string,
  options: CallOptions,
): Promise<readonly string[]> {
  const isLatest = version === "latest";
  const fqn = isLatest ? artifact : `${artifact}:${Number(version)}`;
  const query = { fqn, ...(isLatest ? { version } : {}), limit: 1 };
  const { items } = await client.listVersions(type, query, options);
  const found = items.find((item) => (isLatest ? item.fqn.startsWith(`${fqn}:`) : item.fqn === fqn));
  if (found === undefined) {
    throw new ApiError("notFound", `the service has no version of this name`);
  }
  const above = rowIds(scope, type, found.repoId, found.artifactId);
  return [...above, versionRowId(above.at(-1) ?? scope, found.id)];
}

function rowIds(scope: string, type: ArtifactType, repoId: string, artifactId: string): readonly string[] {
  if (repoId === "" || artifactId === "") {
    throw new ApiError("badResponse", "the answer does not say where it belongs");
  }
  const repo = repoRowId(scope, repoId);
  const group = groupRowId(repo, type);
  return [repo, group, artifactRowId(group, artifactId)];
}
