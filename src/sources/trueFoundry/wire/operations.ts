import { parseBaseUrl } from "../../../http/baseUrl";
import { pathSegment } from "../../../http/requestPath";
import type { ArtifactType } from "./model";

/** What all operations start with, unless the control plane's URL has a path of its own. */
const API_PATH = "/api/ml/v1";

/**
 * The part of each operation's path that comes after the control plane's URL. Newer control planes serve the same
 * operations below another path: a user who names it in the URL (`https://cp.example.com/api/svc/v1`) has it used instead.
 * @throws ApiError when the URL can't be used.
 */
export function apiPathOf(baseUrl: string): string {
  return parseBaseUrl(baseUrl).pathPrefix === "" ? API_PATH : "";
}

export const REPOS_PATH = "/ml-repos";
export const FILES_PATH = "/artifact-versions/files";
export const SIGNED_URLS_PATH = "/artifact-versions/signed-urls";
export const TAGS_PATH = "/artifact-versions/tags";

export function repoPath(repoId: string): string {
  return `${REPOS_PATH}/${pathSegment(repoId)}`;
}

export function artifactsPath(type: ArtifactType): string {
  return type === "model" ? "/models" : "/artifacts";
}

export function versionsPath(type: ArtifactType): string {
  return type === "model" ? "/model-versions" : "/artifact-versions";
}

export function artifactVersionPath(versionId: string): string {
  return `${versionsPath("artifact")}/${pathSegment(versionId)}`;
}

/** The body that asks for one directory of a version; an empty path is its root. */
export function filesBody(versionId: string, path: string): { readonly id: string; readonly path?: string } {
  return path === "" ? { id: versionId } : { id: versionId, path };
}

export function signedUrlsBody(versionId: string, paths: readonly string[]) {
  return { id: versionId, paths, operation: "READ" } as const;
}
