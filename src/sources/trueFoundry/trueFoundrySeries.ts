import type { Series } from "../../series/series";
import type { CallOptions } from "../contract/entry";
import type { PanelPlace } from "../contract/panelContent";
import type { HistoryOptions, SeriesSource } from "../contract/seriesSource";
import type { TrueFoundryEntry } from "./rows/entries";
import { isFinalRun } from "./rows/runStatus";
import type { TrueFoundryClient } from "./wire/client";
import type { LatestMetric } from "./wire/model";

/** The metrics of runs, whose whole histories the service keeps. */
export class TrueFoundrySeries implements SeriesSource<TrueFoundryEntry> {
  readonly #client: TrueFoundryClient;

  constructor(client: TrueFoundryClient) {
    this.#client = client;
  }

  /** A run that goes on may log others than its row knows. */
  async names(entry: TrueFoundryEntry, options: CallOptions): Promise<readonly string[]> {
    if (entry.kind !== "run") {
      return [];
    }
    const run = isFinalRun(entry.run) ? entry.run : await this.#client.runs.get(entry.run.id, options);
    return run.metrics.map(({ key }) => key);
  }

  async read(entry: TrueFoundryEntry, names: readonly string[], options: CallOptions): Promise<readonly Series[]> {
    return entry.kind !== "run" || names.length === 0 ? [] : this.#client.runs.series(entry.run.id, names, options);
  }

  /**
   * The service gives histories whole, or of a single step: there is no way to read on from one. So a metric is asked for again only
   * when its latest value is another one than that of its curve.
   */
  async ofPage([kind, id]: PanelPlace, options: HistoryOptions): ReturnType<SeriesSource["ofPage"]> {
    if (kind !== "run" || id === undefined) {
      return undefined;
    }
    const run = await this.#client.runs.get(id, options);
    const names = run.metrics.map(({ key }) => key);
    const wanted = run.metrics.filter((metric) => options.isInSight(metric.key) && !endsWith(options, metric));
    const keys = wanted.map(({ key }) => key);
    const series = keys.length === 0 ? [] : await this.#client.runs.series(id, keys, options);
    return { names, series, isGoing: !isFinalRun(run) };
  }
}

/** True when a curve that is known ends with the latest value of its metric. */
function endsWith({ known }: HistoryOptions, { key, value, step = NaN, at = NaN }: LatestMetric): boolean {
  const points = known(key);
  const last = [points?.values.at(-1), points?.steps.at(-1), points?.times?.at(-1) ?? NaN];
  return [value, step, at].every((one, index) => one !== undefined && Object.is(one, last[index]));
}
