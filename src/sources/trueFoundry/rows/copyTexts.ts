import { withQuery } from "../../../http/requestPath";
import { withoutTrailing } from "../../../text/withoutTrailing";
import type { FileEntry, TrueFoundryEntry } from "./entries";
import { artifactListQuery, versionListQuery } from "../wire/listQuery";
import * as operations from "../wire/operations";
import type { CopyTarget } from "../../contract/entry";
import { pastedCode } from "../../../text/pasted";
import type { Shell } from "../../../text/shell";
import type { CurlRequest } from "../../../text/curlCommand";
import { curlCommand } from "../../../text/curlCommand";

/** `apiUrl` is what operations are below. The text that a row gives for a target; empty when the row has none, which its abilities say beforehand. */
export function copyText(entry: TrueFoundryEntry, target: CopyTarget, apiUrl: string, shell: Shell): string {
  switch (target) {
    case "fqn":
      return entry.kind === "artifact" ? entry.artifact.fqn : entry.kind === "version" ? entry.version.fqn : "";
    case "id":
      return idOf(entry);
    case "name":
      return entry.kind === "repo" || entry.kind === "artifact" ? entry.name : "";
    case "path":
      return "path" in entry ? entry.path : "";
    case "uri":
      return uriOf(entry);
    case "snippet":
      return entry.kind === "version" ? pastedCode(entry.version.usageSnippet) : "";
    case "curl":
      return curlOf(entry, apiUrl, shell);
    default:
      return "";
  }
}

function idOf(entry: TrueFoundryEntry): string {
  switch (entry.kind) {
    case "repo":
      return entry.repo.id;
    case "artifact":
      return entry.artifact.id;
    case "version":
      return entry.version.id;
    default:
      return "";
  }
}

/** Where the version's files lie, with the path behind it. */
function uriOf(entry: TrueFoundryEntry): string {
  switch (entry.kind) {
    case "version":
      return entry.version.sourceUri;
    case "directory":
    case "file":
      return joinPath(entry.root.version.sourceUri, entry.path);
    default:
      return "";
  }
}

type ApiRequest = Pick<CurlRequest, "body"> & { readonly path: string };

/** The request that the row, or what is below it, comes from; for a file, the one that gives a link to its bytes. */
function curlOf(entry: TrueFoundryEntry, apiUrl: string, shell: Shell): string {
  const { path, body } = requestOf(entry);
  const keys = [{ header: "Authorization: Bearer ", variable: "TFY_API_KEY" }];
  return curlCommand({ keys, body, url: apiUrl + path }, shell);
}

function requestOf(entry: TrueFoundryEntry): ApiRequest {
  switch (entry.kind) {
    case "repo":
      return { path: operations.repoPath(entry.repo.id) };
    case "group": {
      const query = artifactListQuery(entry.type, { repoId: entry.repo.id });
      return { path: withQuery(operations.artifactsPath(entry.type), query) };
    }
    case "artifact": {
      const { id, type } = entry.artifact;
      return { path: withQuery(operations.versionsPath(type), versionListQuery(type, { artifactId: id })) };
    }
    case "version":
      return { path: operations.versionPath(entry.version.type, entry.version.id) };
    case "directory":
    case "file":
      return fileRequest(entry);
  }
}

function fileRequest({ kind, root: { version }, path }: FileEntry): ApiRequest {
  return kind === "directory"
    ? { path: operations.FILES_PATH, body: operations.filesBody(version.id, path) }
    : { path: operations.SIGNED_URLS_PATH, body: operations.signedUrlsBody(version.id, [path]) };
}

function joinPath(base: string, path: string): string {
  return base === "" ? "" : `${withoutTrailing(base, "/")}/${path.replace(/^\/+/, "")}`;
}
