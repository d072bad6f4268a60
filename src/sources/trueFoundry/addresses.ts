import { ApiError } from "../../http/apiError";
import { fileRowIds, noSuchFile } from "../shared/filePlace";
import type { SourceAddresses } from "../contract/addresses";
import { mayBeUnread } from "../shared/unread";
import type { FilePlace } from "../contract/sourceFiles";
import type { TrueFoundryClient } from "./wire/client";
import type { Artifact, ArtifactType, Version } from "./wire/model";
import { artifactRowIds, repoRowId, versionRowId } from "./rows/rowIds";
import type { TrueFoundryEntry } from "./rows/entries";
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

interface Place {
  readonly client: TrueFoundryClient;
  /** The start of every row's id. */
  readonly scope: string;
  /** Absent where the source has no files. */
  readonly files: TrueFoundryFiles | undefined;
}

/** Addresses by id: `ml-repo/…` needs no request, `model-version/…` one. */
const BY_ID = /^(ml-repo|(?:artifact|model)(?:-version)?)\/([^/\s]+)$/;

/** Empty for rows without a name or id of their own. */
function addressOf(entry: TrueFoundryEntry): string {
  switch (entry.kind) {
    case "artifact":
      return entry.artifact.fqn || `${entry.artifact.type}/${entry.artifact.id}`;
    case "version":
      return entry.version.fqn || `${entry.version.type}-version/${entry.version.id}`;
    case "repo":
    case "group":
    case "directory":
    case "file":
      return "";
  }
}

/** The address of what an id names, as `locate` takes it; undefined for any other text. */
export function parseIdAddress(text: string): string | undefined {
  const trimmed = text.trim();
  return BY_ID.test(trimmed) ? trimmed : undefined;
}

export function trueFoundryAddresses(place: Place): SourceAddresses<TrueFoundryEntry> {
  return {
    locate: (text, options) => locate(place, text, options),
    locatePlace: (file, options) => locatePlace(place, file, options),
    of: addressOf,
  };
}

/** Takes a fully qualified name or an id; sends at most one request for a name. */
async function locate(place: Place, text: string, options: CallOptions): Promise<readonly string[] | undefined> {
  const [, what, id] = BY_ID.exec(text.trim()) ?? [];
  if (what !== undefined && id !== undefined) {
    return what === "ml-repo" ? [repoRowId(place.scope, id)] : locateById(place, what, id, options);
  }
  const fqn = parseFqn(text);
  if (fqn === undefined) {
    return undefined;
  }
  return fqn.version === undefined
    ? locateArtifact(place, fqn, options)
    : locateVersion(place, fqn, fqn.version, options);
}

async function locateById({ client, scope }: Place, what: string, id: string, options: CallOptions) {
  const type = what.startsWith("model") ? "model" : "artifact";
  return what === type
    ? rowIds(scope, type, (await client.getArtifact(type, id, options)).repoId, id)
    : versionRowIds(scope, await client.getVersion(type, id, options));
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
  const { items, unread } = await client.listArtifacts(type, { fqn, limit: 1 }, options);
  // A service that does not know the parameter would answer with what is first.
  const found = items.find((item) => item.fqn === fqn);
  if (found === undefined) {
    throw unread === undefined
      ? new ApiError("notFound", `the service has no ${type} of this name`)
      : mayBeUnread(unread);
  }
  return found;
}

async function locateVersion(
  { client, scope }: Place,
  fqn: Fqn,
  version: string,
  options: CallOptions,
): Promise<readonly string[]> {
  return versionRowIds(scope, await versionNamed(client, fqn, version, options));
}

/** `version` is a number, or `latest`. @throws ApiError of kind notFound when there is none. */
export async function versionNamed(
  client: TrueFoundryClient,
  named: Fqn,
  version: string,
  options: CallOptions,
): Promise<Version> {
  const number = version === "latest" ? await latestOf(client, named, options) : Number(version);
  const fqn = `${named.artifact}:${number}`;
  const { items, unread } = await client.listVersions(named.type, { fqn, limit: 1 }, options);
  const found = items.find((item) => item.fqn === fqn);
  if (found === undefined) {
    throw unread === undefined ? noVersion() : mayBeUnread(unread);
  }
  return found;
}

/** Planes no longer take `latest` for a version: what it is versions of knows which one that is. */
async function latestOf(client: TrueFoundryClient, named: Fqn, options: CallOptions): Promise<number> {
  const { latestVersion } = await artifactNamed(client, named, options);
  if (latestVersion === undefined) {
    throw noVersion();
  }
  return latestVersion;
}

function noVersion(): ApiError {
  return new ApiError("notFound", "the service has no version of this name");
}

/** Addresses of files hold a version's id, and not whether it is one of an artifact or of a model. */
async function locatePlace(
  { client, scope, files }: Place,
  place: FilePlace,
  options: CallOptions,
): Promise<readonly string[]> {
  const [first, versionId, ...names] = place;
  if (first !== "version" || versionId === undefined || files === undefined) {
    throw noSuchFile();
  }
  const above = versionRowIds(scope, await versionOfId(client, versionId, options));
  const root = above.at(-1) ?? scope;
  return [...above, ...(await fileRowIds(files, { place, names, root }, options))];
}

async function versionOfId(client: TrueFoundryClient, id: string, options: CallOptions): Promise<Version> {
  try {
    return await client.getVersion("artifact", id, options);
  } catch (error) {
    if (error instanceof ApiError && error.kind === "notFound") {
      return client.getVersion("model", id, options);
    }
    throw error;
  }
}

function versionRowIds(scope: string, { type, repoId, artifactId, id }: Version): readonly string[] {
  const above = rowIds(scope, type, repoId, artifactId);
  return [...above, versionRowId(above.at(-1) ?? scope, id)];
}

function rowIds(scope: string, type: ArtifactType, repoId: string, artifactId: string): readonly string[] {
  if (repoId === "" || artifactId === "") {
    throw new ApiError("badResponse", "the answer does not say where it belongs");
  }
  return artifactRowIds(scope, type, repoId, artifactId);
}
