import { ApiError } from "../../http/apiError";
import {
  artifactNamed,
  directoryNamed,
  isDirectoryFqn,
  isRunFqn,
  parseFqn,
  runNamed,
  versionNamed,
} from "./find/named";
import type { Fqn } from "./find/named";
import { fileRowIds, noSuchFile } from "../shared/filePlace";
import type { SourceAddresses } from "../contract/addresses";
import type { FilePlace } from "../contract/sourceFiles";
import type { TrueFoundryClient } from "./wire/client";
import type { LoadPage } from "../contract/listPage";
import type { JustFound } from "../shared/justFound";
import { walkPages } from "../shared/pageWalk";
import { rowPage } from "./versionPages";
import type { ArtifactType, DataDirectory, Run, Version } from "./wire/model";
import { artifactRowIds, directoryRowIds, repoRowId, runRowIds, versionRowId } from "./rows/rowIds";
import type { TrueFoundryEntry } from "./rows/entries";
import type { TrueFoundryFiles } from "./trueFoundryFiles";
import type { CallOptions } from "../contract/entry";

/** A page of a walk. */
const PAGE_SIZE = 100;

interface Place {
  readonly client: TrueFoundryClient;
  /** The start of every row's id. */
  readonly scope: string;
  /** Absent where the source has no files. */
  readonly files: TrueFoundryFiles | undefined;
  /** Takes what was asked for to find its place. */
  readonly found: JustFound<Run>;
}

/** Addresses by id: `ml-repo/…` needs no request, `model-version/…` one. */
const BY_ID = /^(ml-repo|(?:artifact|model)(?:-version)?)\/([^/\s]+)$/;
/** A number alone is a run of another system. */
const RUN_ID = /^(?:run\/(?!\d{1,15}$)([^/\s]+)|([0-9a-f]{32}))$/i;

/** Empty for rows without a name or id of their own. */
function addressOf(entry: TrueFoundryEntry): string {
  switch (entry.kind) {
    case "artifact":
      return entry.artifact.fqn || `${entry.artifact.type}/${entry.artifact.id}`;
    case "version":
      return entry.version.fqn || `${entry.version.type}-version/${entry.version.id}`;
    case "run":
      return `run/${entry.run.id}`;
    case "dataDirectory":
      return entry.directory.fqn;
    default:
      return "";
  }
}

/** The address of what an id or a qualified name names, as `locate` takes it; undefined for any other text. */
export function parseAddress(text: string): string | undefined {
  const trimmed = text.trim();
  const isId = BY_ID.test(trimmed) || RUN_ID.test(trimmed);
  const isName = parseFqn(trimmed) !== undefined || isRunFqn(trimmed) || isDirectoryFqn(trimmed);
  return isId || isName ? trimmed : undefined;
}

export function trueFoundryAddresses(place: Place): SourceAddresses<TrueFoundryEntry> {
  return {
    locate: (text, options) => locate(place, text, options),
    locatePlace: (file, options) => locatePlace(place, file, options),
    of: addressOf,
  };
}

/** Takes a fully qualified name or an id; sends at most one request for a name, and two for a run's. */
async function locate(place: Place, text: string, options: CallOptions): Promise<readonly string[] | undefined> {
  const trimmed = text.trim();
  const [, what, id] = BY_ID.exec(trimmed) ?? [];
  if (what !== undefined && id !== undefined) {
    return what === "ml-repo" ? [repoRowId(place.scope, id)] : locateById(place, what, id, options);
  }
  const fqn = parseFqn(trimmed);
  if (fqn === undefined) {
    return isDirectoryFqn(trimmed) ? locateDirectory(place, trimmed, options) : locateRun(place, trimmed, options);
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

async function locateRun(place: Place, text: string, options: CallOptions): Promise<readonly string[] | undefined> {
  const { client, scope, found } = place;
  const [, named, bare] = RUN_ID.exec(text) ?? [];
  const id = named ?? bare?.toLowerCase();
  const run = id === undefined ? await runNamed(client, text, options) : await client.runs.get(id, options);
  if (run === undefined) {
    return undefined;
  }
  if (run.repoId === "") {
    throw homeless();
  }
  found.put(run);
  return runRowIds(scope, run.repoId, run.id);
}

async function locateDirectory({ client, scope }: Place, fqn: string, options: CallOptions) {
  const found = await directoryNamed(client, fqn, options);
  if (found.repoId === "") {
    throw homeless();
  }
  return directoryRowIds(scope, found.repoId, found.id);
}

async function locateArtifact({ client, scope }: Place, fqn: Fqn, options: CallOptions) {
  const found = await artifactNamed(client, fqn, options);
  return rowIds(scope, fqn.type, found.repoId, found.id);
}

async function locateVersion(
  { client, scope }: Place,
  fqn: Fqn,
  version: string,
  options: CallOptions,
): Promise<readonly string[]> {
  return versionRowIds(scope, await versionNamed(client, fqn, version, options));
}

/** Addresses of files hold a version's id, and not whether it is one of an artifact or of a model. */
async function locatePlace(
  { client, scope, files }: Place,
  place: FilePlace,
  options: CallOptions,
): Promise<readonly string[]> {
  const [first, id, ...names] = place;
  if ((first !== "version" && first !== "data") || id === undefined || files === undefined) {
    throw noSuchFile();
  }
  const above =
    first === "version"
      ? versionRowIds(scope, await versionOfId(client, id, options))
      : await directoryAbove(client, scope, id, options);
  const root = above.at(-1) ?? scope;
  return [...above, ...(await fileRowIds(files, { place, names, root }, options))];
}

/** The service gives no data directory by its id: all are looked through. */
async function directoryAbove(client: TrueFoundryClient, scope: string, id: string, options: CallOptions) {
  const load: LoadPage<DataDirectory> = async (cursor, call) => {
    const offset = Number(cursor ?? 0);
    const page = await client.listDirectories({ offset, limit: PAGE_SIZE }, call);
    return rowPage(page, offset, (directory) => directory);
  };
  const { items } = await walkPages(load, (directory) => directory.id, options);
  const found = items.find((directory) => directory.id === id);
  if (found === undefined) {
    throw noSuchFile();
  }
  return directoryRowIds(scope, found.repoId, found.id);
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
    throw homeless();
  }
  return artifactRowIds(scope, type, repoId, artifactId);
}

function homeless(): ApiError {
  return new ApiError("badResponse", "the answer does not say where it belongs");
}
