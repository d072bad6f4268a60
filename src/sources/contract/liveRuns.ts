import type { CallOptions, Entry } from "./entry";

export interface MetricValue {
  readonly key: string;
  /** The latest, NaN and infinite ones too; absent where there is none. */
  readonly value?: number;
  /** The least and the greatest value so far, where they are known. */
  readonly min?: number;
  readonly max?: number;
  /** The step of the latest value, and how many values there were. */
  readonly lastStep?: number;
  readonly count?: number;
}

/** The state of a run, as far as its watcher needs it. */
export interface RunState {
  readonly name: string;
  /** The service's own word: "running". */
  readonly status: string;
  /** True when it will not change any more. */
  readonly isFinal: boolean;
  /** True when it ended as it should; false as long as it has not ended. */
  readonly isSuccess: boolean;
  /** ms since the epoch. */
  readonly startedAt?: number;
  /** When it made its latest step as far as is known, in ms since the epoch; absent for one that does not run. */
  readonly lastStepAt?: number;
  /** Seconds, once it has ended. */
  readonly duration?: number;
  /** The latest value of each metric that has had any. */
  readonly metrics: readonly MetricValue[];
  /** The metric that says most about how it went. */
  readonly best?: MetricValue;
  /** A web page of it, as the service gave it, unchecked. */
  readonly link?: string;
}

/** Entries that change by themselves until they end. All requests throw ApiError, or the signal's reason when aborted. */
export interface LiveRuns<E extends Entry = Entry> {
  /** True for an entry that may change yet. The ones that can be watched have the ability `watch`. */
  isLive(entry: E): boolean;
  /** How many runs one request can ask for. */
  readonly batchSize: number;
  /**
   * Entries for which `isLive` holds, as they are now, in their order; undefined for those that the service no longer has.
   * One request for each `batchSize` runs.
   */
  reload(entries: readonly E[], options: CallOptions): Promise<readonly (E | undefined)[]>;
  /** Names a run in its system for good; for live entries. */
  runIdOf(entry: E): string;
  stateOf(entry: E): RunState;
  /** Runs by their ids, in their order, as `reload` does for entries. Ids from elsewhere are not trusted. */
  states(runIds: readonly string[], options: CallOptions): Promise<readonly (RunState | undefined)[]>;
}
