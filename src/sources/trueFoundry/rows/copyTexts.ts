import { withQuery } from "../../../http/requestPath";
import { withoutTrailing } from "../../../text/cutText";
import type { DataDirectoryEntry, DirectoriesEntry, FileEntry, RunEntry, RunsEntry, TrueFoundryEntry } from "./entries";
import type { FileHolder } from "../wire/model";
import { artifactListQuery, directoryListQuery, versionListQuery } from "../wire/listQuery";
import * as operations from "../wire/operations";
import type { CopyTarget } from "../../contract/entry";
import { pastedCode } from "../../../text/pasted";
import type { RankingEntry } from "../../metrics/rankings";
import type { Shell } from "../../../text/shell";
import type { CurlRequest } from "../../../text/curlCommand";
import { curlCommand } from "../../../text/curlCommand";

/** `apiUrl` is what operations are below. The text that a row gives for a target; empty when the row has none, which its abilities say beforehand. */
export function copyText(entry: TrueFoundryEntry, target: CopyTarget, apiUrl: string, shell: Shell): string {
  switch (target) {
    case "fqn":
      return recordOf(entry).fqn ?? "";
    case "id":
      return recordOf(entry).id ?? "";
    case "name":
      return entry.abilities.includes("copy.name") ? entry.name : "";
    case "path":
      return "path" in entry ? entry.path : "";
    case "uri":
      return uriOf(entry);
    case "snippet":
      return pastedCode(recordOf(entry).usageSnippet ?? "");
    case "curl":
      return entry.kind === "ranking" ? "" : curlOf(entry, apiUrl, shell);
    default:
      return "";
  }
}

interface NamedRecord {
  readonly id?: string;
  readonly fqn?: string;
  readonly usageSnippet?: string;
}

/** The record that a row stands for; groups, directories and files have none. */
function recordOf(entry: TrueFoundryEntry): NamedRecord {
  switch (entry.kind) {
    case "repo":
      return { id: entry.repo.id };
    case "artifact":
      return entry.artifact;
    case "version":
      return entry.version;
    case "run":
      return entry.run;
    case "dataDirectory":
      return entry.directory;
    default:
      return {};
  }
}

/** Where the files lie, with the path behind it. */
function uriOf(entry: TrueFoundryEntry): string {
  switch (entry.kind) {
    case "version":
      return entry.version.sourceUri;
    case "run":
      return entry.run.artifactUri;
    case "dataDirectory":
      return entry.directory.sourceUri;
    case "directory":
    case "file":
      return joinPath(entry.root.sourceUri, entry.path);
    default:
      return "";
  }
}

/** A ranking comes from no request of its own. */
type AskedEntry = Exclude<TrueFoundryEntry, RankingEntry>;

type ApiRequest = Pick<CurlRequest, "body"> & { readonly path: string };

/** The request that the row, or what is below it, comes from; for a file, the one that gives a link to its bytes. */
function curlOf(entry: AskedEntry, apiUrl: string, shell: Shell): string {
  const { path, body } = requestOf(entry);
  const keys = [{ header: "Authorization: Bearer ", variable: "TFY_API_KEY" }];
  return curlCommand({ keys, body, url: apiUrl + path }, shell);
}

function requestOf(entry: AskedEntry): ApiRequest {
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
    default:
      return otherRequest(entry);
  }
}

function otherRequest(entry: RunsEntry | RunEntry | DirectoriesEntry | DataDirectoryEntry | FileEntry): ApiRequest {
  switch (entry.kind) {
    case "runs":
      return { path: operations.RUN_SEARCH_PATH, body: operations.runSearchBody({ repoIds: [entry.repo.id] }) };
    case "run":
      return { path: operations.runPath(entry.run.id) };
    case "directories":
      return { path: withQuery(operations.DIRECTORIES_PATH, directoryListQuery({ repoId: entry.repo.id })) };
    case "dataDirectory":
      return filesRequest({ type: "directory", id: entry.directory.id }, "");
    case "directory":
    case "file":
      return fileRequest(entry);
  }
}

function filesRequest(holder: FileHolder, path: string): ApiRequest {
  return { path: operations.filesPath(holder), body: operations.filesBody(holder, path) };
}

function fileRequest({ kind, root: { holder }, path }: FileEntry): ApiRequest {
  return kind === "directory"
    ? filesRequest(holder, path)
    : { path: operations.signedUrlsPath(holder), body: operations.signedUrlsBody(holder, [path]) };
}

function joinPath(base: string, path: string): string {
  return base === "" ? "" : `${withoutTrailing(base, "/")}/${path.replace(/^\/+/, "")}`;
}
