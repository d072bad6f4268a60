import type { Series } from "../../series/series";
import type { CallOptions, Entry } from "./entry";

/** Whole histories of metrics, which the service itself keeps. All throw ApiError, or the signal's reason when aborted. */
export interface SeriesSource<E extends Entry = Entry> {
  /** The metrics of an entry that have a history, in the service's order; empty for what has none. */
  names(entry: E, options: CallOptions): Promise<readonly string[]>;
  /** Each as far as it goes now; without those that the service does not have. Nothing is cached. */
  read(entry: E, names: readonly string[], options: CallOptions): Promise<readonly Series[]>;
}
