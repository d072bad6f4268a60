import { ApiError } from "../../../http/apiError";
import type { CallOptions } from "../../contract/entry";
import { mayBeUnread } from "../../shared/unread";
import type { TrueFoundryClient } from "../wire/client";
import { versionCalled } from "./versionsCalled";
import type { Artifact, ArtifactType, DataDirectory, Run, Version } from "../wire/model";

/** A fully qualified name, taken apart. */
export interface Fqn {
  readonly type: ArtifactType;
  /** Without the version. */
  readonly artifact: string;
  /** A number, `latest`, or an alias or a tag of one. */
  readonly version?: string;
}

const FQN = /^((artifact|model):[^\s/:]+\/[^\s/:]+\/[^\s:]+)(?::([^\s:/]+))?$/;

/** Undefined for a text that is not the fully qualified name of an artifact, a model, or a version of one. */
export function parseFqn(text: string): Fqn | undefined {
  const [, artifact = "", type, version] = FQN.exec(text.trim()) ?? [];
  if (type !== "artifact" && type !== "model") {
    return undefined;
  }
  return version === undefined ? { type, artifact } : { type, artifact, version };
}

/** `<tenant>/<ml_repo>/<run>`: a run's name may hold anything but a slash. */
const RUN_FQN = /^([^\s/:]+)\/([^\s/:]+)\/([^/]+)$/;
const DIRECTORY_FQN = /^data-dir:[^\s/:]+\/[^\s/:]+\/\S+$/;

export function isRunFqn(text: string): boolean {
  return RUN_FQN.test(text);
}

export function isDirectoryFqn(text: string): boolean {
  return DIRECTORY_FQN.test(text);
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

/** `version` is a number, `latest`, an alias or a tag. @throws ApiError of kind notFound when there is none. */
export async function versionNamed(
  client: TrueFoundryClient,
  named: Fqn,
  version: string,
  options: CallOptions,
): Promise<Version> {
  if (!/^(\d+|latest)$/.test(version)) {
    const { id: artifactId } = await artifactNamed(client, named, options);
    return versionCalled(client, { type: named.type, artifactId, name: version }, options);
  }
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

/** Runs are searched in repos, which their qualified names name. Undefined for a text that is none. */
export async function runNamed(client: TrueFoundryClient, fqn: string, options: CallOptions): Promise<Run | undefined> {
  const [, , name] = RUN_FQN.exec(fqn) ?? [];
  if (name === undefined) {
    return undefined;
  }
  const { items: repos } = await client.listRepos({ name, limit: 1 }, options);
  const repoIds = repos.filter((repo) => repo.name === name).map(({ id }) => id);
  const page = repoIds.length === 0 ? { items: [] } : await client.runs.search({ repoIds, fqn, limit: 1 }, options);
  const found = page.items.find((run) => run.fqn === fqn);
  if (found === undefined) {
    throw page.unread === undefined
      ? new ApiError("notFound", "the service has no run of this name")
      : mayBeUnread(page.unread);
  }
  return found;
}

/** A data directory by its qualified name. @throws ApiError of kind notFound when there is none. */
export async function directoryNamed(
  client: TrueFoundryClient,
  fqn: string,
  options: CallOptions,
): Promise<DataDirectory> {
  const { items, unread } = await client.listDirectories({ fqn, limit: 1 }, options);
  const found = items.find((item) => item.fqn === fqn);
  if (found === undefined) {
    throw unread === undefined
      ? new ApiError("notFound", "the service has no data directory of this name")
      : mayBeUnread(unread);
  }
  return found;
}
