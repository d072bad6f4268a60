import { RunSeries } from "../../files/curves/runSeries";
import type { Series } from "../../series/series";
import type { CallOptions } from "../../sources/contract/entry";
import { WordedError } from "../../http/wordedError";
import { defined } from "../../text/defined";
import type { Target } from "../target/target";

/** The curves of a run as far as they could be read. */
interface RunCurves {
  readonly series: readonly Series[];
  /** Sentences that say what could not be read, which may hold text from outside. */
  readonly problems: readonly string[];
}

/** The histories that a system keeps, and those in the training logs among a run's files. @throws the signal's reason when aborted. */
export async function runCurves({ source, entry }: Target, options: CallOptions): Promise<RunCurves> {
  const { files, series: kept } = source;
  const own =
    kept === undefined
      ? undefined
      : async (asked: CallOptions) => {
          const names = await kept.names(entry, asked);
          return { names, series: await kept.read(entry, names, asked) };
        };
  const place = files?.placeOf(entry);
  const { series, notes, failures } = await new RunSeries({ files, place, ...defined({ own }) }).read(options);
  const failed = failures.map(({ action, error }) => `Could not ${action}: ${wordsOf(error)}.`);
  return { series, problems: [...notes, ...failed] };
}

function wordsOf(error: unknown): string {
  return error instanceof WordedError ? error.message : "an unexpected error";
}
