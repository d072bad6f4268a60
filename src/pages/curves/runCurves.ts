import type { FoundSeries, RunSeries } from "../../files/curves/runSeries";
import type { SourcePool } from "../../host/site/sourcePool";
import type { HistoryOptions } from "../../sources/contract/seriesSource";
import type { ArtifactSource } from "../../sources/contract/source";
import { formatCount } from "../../text/formatNumbers";
import type { FoundCurves, RunCurvesReader, ShownRun } from "./curvesReader";

/** The curves of a run, a version or an artifact: the service's own, and those in the training logs among its files. */
export function openRunCurves(pool: Pick<SourcePool, "sourceOf">, { address, content }: ShownRun): RunCurvesReader {
  let curves: RunSeries | undefined;
  let isGoing = false;
  const readOwn = async (source: ArtifactSource, options: HistoryOptions) => {
    const own = await source.series?.ofPage(address.place, options);
    isGoing = own?.isGoing ?? false;
    return own ?? { names: [], series: [] };
  };
  const foundCurves = (found: FoundSeries): FoundCurves => {
    return { ...found, isGoing: isGoing || found.isGoing, looked: lookedWords(found, content) };
  };
  return {
    read: async ({ signal, onPart, isInSight }) => {
      const source = await pool.sourceOf(address);
      signal.throwIfAborted();
      curves ??= new (await import("../../files/curves/runSeries")).RunSeries({
        files: source.files,
        place: content.files,
        ...(source.series && { own: (options: HistoryOptions) => readOwn(source, options) }),
      });
      return foundCurves(
        await curves.read({ signal, isInSight, onPart: (soFar, progress) => onPart(foundCurves(soFar), progress) }),
      );
    },
  };
}

function lookedWords({ files }: FoundSeries, content: ShownRun["content"]): string {
  if (content.files === undefined) {
    return "it has no files";
  }
  if (files === 0) {
    return "none of its files is a training log (trainer_state.json, CSV, JSON lines, TensorBoard events)";
  }
  return files === 1
    ? "the file that may hold some has none"
    : `the ${formatCount(files)} files that may hold some have none`;
}
