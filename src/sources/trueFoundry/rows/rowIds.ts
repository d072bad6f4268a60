import { entryId } from "../../shared/entryId";
import type { ArtifactType } from "../wire/model";

/** The ids of rows, made from what the service calls things, so that a row can be named before it is listed. */
export function repoRowId(scope: string, repoId: string): string {
  return entryId(scope, "repo", repoId);
}

export function groupRowId(repoRow: string, type: ArtifactType): string {
  return entryId(repoRow, type === "model" ? "models" : "artifacts");
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
