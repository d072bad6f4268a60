import type { FoundSeries, RunSeries } from "../files/curves/runSeries";
import type { SourcePool } from "../host/site/sourcePool";
import { formatCount } from "../text/formatNumbers";
import type { FoundCurves, RunCurvesReader, ShownRun } from "./curvesReader";

/** The curves of a run, a version or an artifact, from the training logs among its files. */
export function openRunCurves(pool: Pick<SourcePool, "sourceOf">, { address, content }: ShownRun): RunCurvesReader {
  let curves: RunSeries | undefined;
  return {
    read: async ({ signal, onPart }) => {
      const { files } = await pool.sourceOf(address);
      signal.throwIfAborted();
      curves ??= new (await import("../files/curves/runSeries")).RunSeries({ files, place: content.files });
      const tell = (soFar: FoundSeries, progress: string) => onPart(foundCurves(soFar, content), progress);
      return foundCurves(await curves.read({ signal, onPart: tell }), content);
    },
  };
}

function foundCurves(found: FoundSeries, { files }: ShownRun["content"]): FoundCurves {
  const { series, notes, failures, isGoing } = found;
  return { series, notes, failures, isGoing, looked: files === undefined ? "it has no files" : lookedWords(found) };
}

function lookedWords({ files }: FoundSeries): string {
  return files === 0
    ? "none of its files is a training log (trainer_state.json, CSV, JSON lines, TensorBoard events)"
    : `${files === 1 ? "the file" : `the ${formatCount(files)} files`} that may hold some ${files === 1 ? "has" : "have"} none`;
}
