import { artifactsOf } from "../artifacts/artifactsOf";
import {
  directoryEntries,
  rootInProject,
  sizeOf,
  type ArtifactFile,
  type DirectoryEntry,
} from "../artifacts/artifactFile";
import type { SampleRequest, SampleResponse } from "../server/exchange";
import { isoTime } from "../server/isoTime";
import type { Route } from "../server/routes";
import type { ProjectRecord, RunRecord } from "../team/records/records";
import { operation, projectOf, runOf, type Lab } from "./operation";
import { notFound } from "./problem";
import { requiredText, textParam } from "./query";

export function artifactOperations(lab: Lab): Route[] {
  return [
    operation("GET", "/runs/{run_id}/artifacts", (match) => runDirectory(lab, runOf(lab, match), match.request)),
    operation("GET", "/projects/{project_id}/artifacts", (match) =>
      projectFiles(lab, projectOf(lab, match.param("project_id"), "project_id")),
    ),
    operation("GET", "/artifacts/content", ({ request }) => content(lab, request)),
  ];
}

function runDirectory({ now }: Lab, run: RunRecord, { query }: SampleRequest): SampleResponse {
  const directory = (textParam(query, "path") ?? "").replace(/\/$/, "");
  const entries = directoryEntries(artifactsOf(run, now()), directory);
  if (entries.length === 0 && directory !== "") {
    throw notFound("artifact");
  }
  const attributes = { path_in_project: rootInProject(run), files: entries.map(entryShape) };
  return { status: 200, json: { data: { id: String(run.id), type: "artifacts", attributes } } };
}

/** A directory ends in a slash and has no size, as seen on the real service. */
function entryShape({ path, file }: DirectoryEntry): object {
  return file === undefined ? { path: `${path}/`, is_dir: true } : { path, is_dir: false, file_size: sizeOf(file) };
}

function projectFiles({ team, now }: Lab, project: ProjectRecord): SampleResponse {
  const at = now();
  const files = team.runsOf(project.id).flatMap((run) => {
    const root = rootInProject(run);
    return artifactsOf(run, at).map((file) => fileShape(file, root));
  });
  return { status: 200, json: { data: { id: String(project.id), type: "project_files", attributes: { files } } } };
}

function fileShape(file: ArtifactFile, root: string): object {
  const { path, createdAt } = file;
  return {
    filename: path.slice(path.lastIndexOf("/") + 1),
    artifact_path: `${root}/${path}`,
    created_at: isoTime(createdAt),
    file_size: sizeOf(file),
  };
}

function content(lab: Lab, { query }: SampleRequest): SampleResponse {
  const project = projectOf(lab, requiredText(query, "project_id"), "project_id");
  const path = requiredText(query, "artifact_path");
  const run = lab.team.runsOf(project.id).find((candidate) => path.startsWith(`${rootInProject(candidate)}/`));
  const file =
    run && artifactsOf(run, lab.now()).find((candidate) => `${rootInProject(run)}/${candidate.path}` === path);
  if (file === undefined) {
    throw notFound("artifact");
  }
  return { status: 200, bytes: file.bytes() };
}
