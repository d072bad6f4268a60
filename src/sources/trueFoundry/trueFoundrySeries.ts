import type { Series } from "../../series/series";
import type { CallOptions } from "../contract/entry";
import type { PanelPlace } from "../contract/panelContent";
import type { SeriesSource } from "../contract/seriesSource";
import type { TrueFoundryEntry } from "./rows/entries";
import { isFinalRun } from "./rows/runStatus";
import type { TrueFoundryClient } from "./wire/client";

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

  async ofPage([kind, id]: PanelPlace, options: CallOptions): ReturnType<SeriesSource["ofPage"]> {
    if (kind !== "run" || id === undefined) {
      return undefined;
    }
    const run = await this.#client.runs.get(id, options);
    const names = run.metrics.map(({ key }) => key);
    const series = names.length === 0 ? [] : await this.#client.runs.series(id, names, options);
    return { series, isGoing: !isFinalRun(run) };
  }
}
