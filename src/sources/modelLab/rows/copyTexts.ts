import { withoutTrailing } from "../../../text/cutText";
import type { RankingEntry } from "../../metrics/rankings";
import type { ModelLabEntry } from "./entries";
import { MODEL_LAB_PATH } from "../wire/operations";
import { defined } from "../../../text/defined";
import type { CopyTarget } from "../../contract/entry";
import type { Shell } from "../../../text/shell";
import { curlCommand } from "../../../text/curlCommand";

const KEYS = [
  { header: "DD-API-KEY: ", variable: "DD_API_KEY" },
  { header: "DD-APPLICATION-KEY: ", variable: "DD_APP_KEY" },
];

/** The text that a row gives for a target; empty when the row has none, which its abilities say beforehand. */
export function copyText(entry: ModelLabEntry, target: CopyTarget, baseUrl: string, shell: Shell): string {
  switch (target) {
    case "path":
      return "path" in entry ? entry.path : "";
    case "pathInProject":
      return pathInProject(entry);
    case "uri":
      return uriOf(entry);
    case "id":
      return idOf(entry);
    case "link":
      return externalUrlOf(entry);
    case "curl":
      return entry.kind === "projectDirectory" || entry.kind === "ranking" ? "" : curlOf(entry, baseUrl, shell);
    default:
      return "";
  }
}

/** The address that the service gave for a project or run, as it is. */
export function externalUrlOf(entry: ModelLabEntry): string {
  const holder = entry.kind === "project" ? entry.project : entry.kind === "run" ? entry.run : undefined;
  return holder?.externalUrl ?? "";
}

/** Names a project or run for good, wherever it stands. */
export function addressOf(entry: ModelLabEntry): string {
  return entry.kind === "project" || entry.kind === "run" ? `${entry.kind}/${idOf(entry)}` : "";
}

/** Relative to the project's artifact root, which is what `/artifacts/content` takes. */
export function pathInProject(entry: ModelLabEntry): string {
  switch (entry.kind) {
    case "directory":
    case "file":
      return joinPath(entry.root.pathInProject, entry.path);
    case "projectFile":
      return entry.node.file?.path ?? entry.node.path;
    case "projectDirectory":
      return entry.node.path;
    default:
      return "";
  }
}

function idOf(entry: ModelLabEntry): string {
  return entry.kind === "run" ? entry.run.id : entry.kind === "project" ? entry.project.id : "";
}

/** The storage location with the path behind it. A run's own location, which MLflow can read, goes before the project's. */
export function uriOf(entry: ModelLabEntry): string {
  switch (entry.kind) {
    case "run":
      return entry.run.artifactLocation || entry.project.storageLocation;
    case "directory":
    case "file":
      return entry.root.run.artifactLocation === ""
        ? joinPath(entry.root.project.storageLocation, pathInProject(entry))
        : joinPath(entry.root.run.artifactLocation, entry.path);
    case "project":
    case "projectListing":
      return entry.project.storageLocation;
    case "projectDirectory":
    case "projectFile":
      return joinPath(entry.project.storageLocation, pathInProject(entry));
    case "ranking":
      return "";
  }
}

function curlOf(entry: Exclude<ModelLabEntry, RankingEntry>, baseUrl: string, shell: Shell): string {
  const isFile = entry.kind === "file" || entry.kind === "projectFile";
  const url = `${baseUrl.replace(/\/+$/, "")}${MODEL_LAB_PATH}${requestOf(entry)}`;
  return curlCommand({ keys: KEYS, url, ...defined({ fileName: isFile ? entry.name : undefined }) }, shell);
}

function requestOf(entry: Exclude<ModelLabEntry, RankingEntry>): string {
  switch (entry.kind) {
    case "project":
      return `/projects/${encoded(entry.project.id)}`;
    case "run":
      return `/runs/${encoded(entry.run.id)}`;
    case "projectListing":
    case "projectDirectory":
      return `/projects/${encoded(entry.project.id)}/artifacts`;
    case "directory":
      return `/runs/${encoded(entry.root.run.id)}/artifacts?path=${encoded(entry.path)}`;
    case "file":
      return contentRequest(entry.root.project.id, pathInProject(entry));
    case "projectFile":
      return contentRequest(entry.project.id, pathInProject(entry));
  }
}

function contentRequest(projectId: string, path: string): string {
  return `/artifacts/content?project_id=${encoded(projectId)}&artifact_path=${encoded(path)}`;
}

/** Half a character, which a name may hold, has no encoding of its own. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function joinPath(base: string, path: string): string {
  if (base === "" || path === "") {
    return base + path;
  }
  return `${withoutTrailing(base, "/")}/${path.replace(/^\/+/, "")}`;
}
