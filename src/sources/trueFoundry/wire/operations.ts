import { parseBaseUrl } from "../../../http/baseUrl";
import { pathSegment } from "../../../http/requestPath";
import { defined } from "../../../text/defined";
import type { ArtifactType, FileHolder } from "./model";

/** Planes before June 2026 serve the first, and newer ones the second, or both. */
const API_PATHS = ["/api/ml/v1", "/api/svc/v1"] as const;

/**
 * Paths that may come between the control plane's URL and each operation's path. A user who names it in the URL
 * (`https://cp.example.com/api/svc/v1`) has that used alone.
 * @throws ApiError when the URL can't be used.
 */
export function apiPathsOf(baseUrl: string): readonly [string, ...string[]] {
  return parseBaseUrl(baseUrl).pathPrefix === "" ? API_PATHS : [""];
}

export const REPOS_PATH = "/ml-repos";
export const DIRECTORIES_PATH = "/data-directories";

export function repoPath(repoId: string): string {
  return `${REPOS_PATH}/${pathSegment(repoId)}`;
}

export function artifactsPath(type: ArtifactType): string {
  return type === "model" ? "/models" : "/artifacts";
}

export function versionsPath(type: ArtifactType): string {
  return type === "model" ? "/model-versions" : "/artifact-versions";
}

export function artifactPath(type: ArtifactType, id: string): string {
  return `${artifactsPath(type)}/${pathSegment(id)}`;
}

export function versionPath(type: ArtifactType, versionId: string): string {
  return `${versionsPath(type)}/${pathSegment(versionId)}`;
}

export function tagsPath(type: ArtifactType): string {
  return `${versionsPath(type)}/tags`;
}

export const RUN_SEARCH_PATH = "/runs/search";
export const RUN_COLUMNS_PATH = "/runs/columns";

export function runPath(id: string): string {
  return `/runs/${pathSegment(id)}`;
}

interface RunSearch {
  readonly repoIds: readonly string[];
  readonly filter?: string;
  readonly orderBy?: string;
  readonly name?: string;
  readonly fqn?: string;
}

/** Without the page. */
export function runSearchBody({ repoIds, filter, orderBy, name, fqn }: RunSearch) {
  return {
    experiment_ids: repoIds,
    run_view_type: "ACTIVE_ONLY",
    ...(filter === undefined || filter === "" ? {} : { filter }),
    ...(orderBy === undefined ? {} : { order_by: [orderBy] }),
    ...defined({ name, fqn }),
  };
}

export function filesPath({ type }: FileHolder): string {
  return `${type === "version" ? "/artifact-versions" : DIRECTORIES_PATH}/files`;
}

export function signedUrlsPath({ type }: FileHolder): string {
  return `${type === "version" ? "/artifact-versions" : DIRECTORIES_PATH}/signed-urls`;
}

/** The body that asks for one directory of what files lie in; an empty path is its root. */
export function filesBody({ id }: FileHolder, path: string): { readonly id: string; readonly path?: string } {
  return path === "" ? { id } : { id, path };
}

export function signedUrlsBody({ id }: FileHolder, paths: readonly string[]) {
  return { id, paths, operation: "READ" } as const;
}
