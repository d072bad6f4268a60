import { completedAt, isUnderWay } from "../team/records/progress";
import type { RunRecord } from "../team/records/records";
import type { ArtifactFile } from "./artifactFile";
import { benchmarkFiles } from "./benchmarkFiles";
import { checkpointFiles } from "./checkpointFiles";
import { loggerFiles } from "./loggerFiles";
import { oddlyNamedFiles } from "./oddlyNamedFiles";
import { predictionFiles } from "./predictionFiles";
import { releaseFiles } from "./releaseFiles";
import { reportFiles, setupFiles } from "./trainerFiles";

/** Of runs that have ended, whose files change no more. */
const ended = new WeakMap<RunRecord, readonly ArtifactFile[]>();

/** All files that a run has at a moment, in no particular order. */
export function artifactsOf(run: RunRecord, now: number): readonly ArtifactFile[] {
  if (isUnderWay(run, now)) {
    return filesOf(run, now);
  }
  const files = ended.get(run) ?? filesOf(run, now);
  ended.set(run, files);
  return files;
}

function filesOf(run: RunRecord, now: number): readonly ArtifactFile[] {
  switch (run.recipe.layout) {
    case "none":
      return [];
    case "small":
      return reportFiles(run, now);
    case "trainer":
      return [...trainerFiles(run, now), ...checkpointFiles(run, now), ...finalFiles(run, now)];
    case "benchmark":
      return benchmarkFiles(run, now);
    case "predictions":
      return [...reportFiles(run, now), ...predictionFiles(run)];
    case "release":
      return [...reportFiles(run, now), ...setupFiles(run, now), ...releaseFiles(run)];
    case "oddNames":
      return [...reportFiles(run, now), ...oddlyNamedFiles(run)];
  }
}

function trainerFiles(run: RunRecord, now: number): ArtifactFile[] {
  return [...reportFiles(run, now), ...setupFiles(run, now), ...loggerFiles(run, now)];
}

/** A trainer saves these at the very end: the last adapter and the generations it was judged by. */
function finalFiles(run: RunRecord, now: number): ArtifactFile[] {
  return completedAt(run, now) === undefined
    ? []
    : benchmarkFiles(run, now).filter(({ path }) => path.startsWith("eval/"));
}
