import type { CallOptions, Entry } from "./entry";
import type { MetricDirection } from "./panelContent";

/** A metric to rank runs by. */
export interface BestQuery {
  readonly metric: string;
  readonly direction: MetricDirection;
}

export interface BestOptions extends CallOptions {
  /** Told after each page how many runs were gone through, and of how many, as far as the service says it. */
  readonly onProgress?: (looked: number, total: number | undefined) => void;
}

/** Rankings, which stand as rows with the ability `ranking` at the view's top, the best runs below them, until they are cleared. */
export interface BestRuns<E extends Entry = Entry> {
  /**
   * Goes through all runs below an entry with the ability `metrics`, as its filter has them. Takes effect when the top is listed
   * next. Gives the ids of the rows of the ranking and, if there is any, of the best run. @throws ApiError, or the signal's
   * reason when aborted.
   */
  find(entry: E, query: BestQuery, options: BestOptions): Promise<readonly string[]>;
  /** The question that a ranking's row answers: the entry whose runs were gone through, and by what. */
  questionOf(ranking: E): { readonly entry: E; readonly query: BestQuery } | undefined;
  /** Takes effect when the top is listed next. */
  clear(ranking: E): void;
}

/** The metrics of the runs below entries with the ability `metrics`. */
export interface RunMetrics<E extends Entry = Entry> {
  /** Their names, the most telling first. @throws ApiError, or the signal's reason when aborted. */
  names(entry: E, options: CallOptions): Promise<readonly string[]>;
  /** The one that was chosen for the rows below an entry; undefined where each row shows what says most. */
  shown(entry: E): string | undefined;
  /** Takes effect on rows that are made, or `redrawn`, from then on. Undefined takes the choice back. */
  show(entry: E, metric: string | undefined): void;
  readonly best: BestRuns<E>;
}
