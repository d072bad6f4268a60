import { entryId } from "../../shared/entryId";
import type { ArtifactType } from "../wire/model";

/** The ids of rows, made from what the service calls things, so that a row can be named before it is listed. */
export function repoRowId(scope: string, repoId: string): string {
  return entryId(scope, "repo", repoId);
}

export function groupRowId(repoRow: string, type: ArtifactType): string {
  return entryId(repoRow, type === "model" ? "models" : "artifacts");
}

export function runsRowId(repoRow: string): string {
  return entryId(repoRow, "runs");
}

export function runRowId(runsRow: string, runId: string): string {
  return entryId(runsRow, "run", runId);
}

/** The ids of the rows down to a run. */
export function runRowIds(scope: string, repoId: string, runId: string): readonly string[] {
  const repo = repoRowId(scope, repoId);
  const runs = runsRowId(repo);
  return [repo, runs, runRowId(runs, runId)];
}

export function directoriesRowId(repoRow: string): string {
  return entryId(repoRow, "directories");
}

export function directoryRowId(directoriesRow: string, directoryId: string): string {
  return entryId(directoriesRow, "directory", directoryId);
}

/** The ids of the rows down to a data directory. */
export function directoryRowIds(scope: string, repoId: string, directoryId: string): readonly string[] {
  const repo = repoRowId(scope, repoId);
  const directories = directoriesRowId(repo);
  return [repo, directories, directoryRowId(directories, directoryId)];
}

export function artifactRowId(groupRow: string, artifactId: string): string {
  return entryId(groupRow, "artifact", artifactId);
}

/** The ids of the rows down to an artifact or model. */
export function artifactRowIds(
  scope: string,
  type: ArtifactType,
  repoId: string,
  artifactId: string,
): readonly string[] {
  const repo = repoRowId(scope, repoId);
  const group = groupRowId(repo, type);
  return [repo, group, artifactRowId(group, artifactId)];
}

export function versionRowId(artifactRow: string, versionId: string): string {
  return entryId(artifactRow, "version", versionId);
}
