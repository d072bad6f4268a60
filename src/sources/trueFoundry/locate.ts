import { ApiError } from "../../http/apiError";
import { fileRowIds, noSuchFile } from "../shared/filePlace";
import type { FilePlace } from "../contract/sourceFiles";
import type { TrueFoundryClient } from "./wire/client";
import type { Artifact, ArtifactType, Version } from "./wire/model";
import { artifactRowIds, repoRowId, versionRowId } from "./rows/rowIds";
import type { TrueFoundryFiles } from "./trueFoundryFiles";
import type { CallOptions } from "../contract/entry";

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

/** How a repo that was found is named; its id needs no question. */
const REPO = /^ml-repo\/([^/\s]+)$/;

/** The ids of the rows down to what a fully qualified name names, with one request. */
export async function locate(place: Place, text: string, options: CallOptions): Promise<readonly string[] | undefined> {
  const repoId = REPO.exec(text.trim())?.[1];
  if (repoId !== undefined) {
    return [repoRowId(place.scope, repoId)];
  }
  const fqn = parseFqn(text);
  if (fqn === undefined) {
    return undefined;
  }
  return fqn.version === undefined
    ? locateArtifact(place, fqn, options)
    : locateVersion(place, fqn, fqn.version, options);
}

async function locateArtifact({ client, scope }: Place, fqn: Fqn, options: CallOptions) {
  const found = await artifactNamed(client, fqn, options);
  return rowIds(scope, fqn.type, found.repoId, found.id);
}

/** @throws ApiError of kind notFound when there is none. */
export async function artifactNamed(
  client: TrueFoundryClient,
  { type, artifact: fqn }: Fqn,
  options: CallOptions,
): Promise<Artifact> {
  const { items } = await client.listArtifacts(type, { fqn, limit: 1 }, options);
  // A service that does not know the parameter would answer with what is first.
  const found = items.find((item) => item.fqn === fqn);
  if (found === undefined) {
    throw new ApiError("notFound", `the service has no ${type} of this name`);
  }
  return found;
}

async function locateVersion(
  { client, scope }: Place,
  fqn: Fqn,
  version: string,
  options: CallOptions,
): Promise<readonly string[]> {
  const found = await versionNamed(client, fqn, version, options);
  const above = rowIds(scope, fqn.type, found.repoId, found.artifactId);
  return [...above, versionRowId(above.at(-1) ?? scope, found.id)];
}

/** `version` is a number, or `latest`. @throws ApiError of kind notFound when there is none. */
export async function versionNamed(
  client: TrueFoundryClient,
  { type, artifact }: Fqn,
  version: string,
  options: CallOptions,
): Promise<Version> {
  const isLatest = version === "latest";
  const fqn = isLatest ? artifact : `${artifact}:${Number(version)}`;
  const query = { fqn, ...(isLatest ? { version } : {}), limit: 1 };
  const { items } = await client.listVersions(type, query, options);
  const found = items.find((item) => (isLatest ? item.fqn.startsWith(`${fqn}:`) : item.fqn === fqn));
  if (found === undefined) {
    throw new ApiError("notFound", `the service has no version of this name`);
  }
  return found;
}

/** Only versions of artifacts can be asked for by their ids, which addresses of files hold. */
export async function locatePlace(
  { client, scope, files }: Place & { readonly files: TrueFoundryFiles },
  place: FilePlace,
  options: CallOptions,
): Promise<readonly string[]> {
  const [first, versionId, ...names] = place;
  if (first !== "version" || versionId === undefined) {
    throw noSuchFile();
  }
  const version = await artifactVersion(client, versionId, options);
  const above = rowIds(scope, version.type, version.repoId, version.artifactId);
  const root = versionRowId(above.at(-1) ?? scope, version.id);
  return [...above, root, ...(await fileRowIds(files, { place, names, root }, options))];
}

async function artifactVersion(client: TrueFoundryClient, id: string, options: CallOptions): Promise<Version> {
  try {
    return await client.getArtifactVersion(id, options);
  } catch (error) {
    if (error instanceof ApiError && error.kind === "notFound") {
      const reason =
        "TrueFoundry knows no artifact version of this ID, and can't be asked for a model's by it; its FQN will do";
      throw new ApiError("notFound", reason, { cause: error });
    }
    throw error;
  }
}

function rowIds(scope: string, type: ArtifactType, repoId: string, artifactId: string): readonly string[] {
  if (repoId === "" || artifactId === "") {
    throw new ApiError("badResponse", "the answer does not say where it belongs");
  }
  return artifactRowIds(scope, type, repoId, artifactId);
}
