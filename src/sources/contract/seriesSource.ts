import type { Series, SeriesPoints } from "../../series/series";
import type { CallOptions, Entry } from "./entry";
import type { PanelPlace } from "./panelContent";

export interface HistoryOptions extends CallOptions {
  /** The points of a metric as they were read before. */
  readonly known: (name: string) => SeriesPoints | undefined;
  /** False for a metric whose curve is not on show: it is not asked for. */
  readonly isInSight: (name: string) => boolean;
}

interface PageHistories {
  /** The metrics that have a history, in the service's order. */
  readonly names: readonly string[];
  /** Of those in sight that have changed since they were read. */
  readonly series: readonly Series[];
  /** True as long as the run may log more. */
  readonly isGoing: boolean;
}

/** Whole histories of metrics, which the service itself keeps. All throw ApiError, or the signal's reason when aborted. */
export interface SeriesSource<E extends Entry = Entry> {
  /** The metrics of an entry that have a history, in the service's order; empty for what has none. */
  names(entry: E, options: CallOptions): Promise<readonly string[]>;
  /** Each as far as it goes now; without those that the service does not have. Nothing is cached. */
  read(entry: E, names: readonly string[], options: CallOptions): Promise<readonly Series[]>;
  /** Of what a page shows, as far as they go now; undefined for a place of something that has none. */
  ofPage(place: PanelPlace, options: HistoryOptions): Promise<PageHistories | undefined>;
}
