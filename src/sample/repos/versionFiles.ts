import type { ArtifactFile } from "../artifacts/artifactFile";
import { artifactsOf } from "../artifacts/artifactsOf";
import { benchmarkFiles } from "../artifacts/benchmarkFiles";
import { checkpointFilesAt } from "../artifacts/checkpointFiles";
import type { RunRecord } from "../team/records/records";
import type { VersionRecord } from "./repoRecords";

/** They never change. */
const made = new WeakMap<VersionRecord, readonly ArtifactFile[]>();

/** All files of a version. */
export function versionFiles(version: VersionRecord): readonly ArtifactFile[] {
  const files = made.get(version) ?? makeFiles(version);
  made.set(version, files);
  return files;
}

function makeFiles({ run, contents, createdAt, checkpoint }: VersionRecord): readonly ArtifactFile[] {
  if (contents === "adapter") {
    return adapterFiles(run, checkpoint ?? 0, createdAt);
  }
  return artifactsOf({ ...run, recipe: { ...run.recipe, layout: contents } }, run.endsAt);
}

/** A checkpoint without its directory, and how it was judged. */
function adapterFiles(run: RunRecord, step: number, at: number): ArtifactFile[] {
  const checkpoint = checkpointFilesAt(run, step).map((file) => ({
    ...file,
    path: file.path.slice(file.path.indexOf("/") + 1),
  }));
  return [...checkpoint, ...benchmarkFiles(run, at).filter(({ path }) => path.startsWith("eval/"))];
}
