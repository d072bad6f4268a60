import type { Clock } from "../http/clock";
import type { SourcePool } from "../host/site/sourcePool";
import type { RunState } from "../sources/contract/liveRuns";
import type { RunWatch } from "./runWatch";

export interface WatchedRun {
  readonly watch: RunWatch;
  /** Absent until the service was asked. */
  readonly state?: RunState;
  /** ms since the epoch; when `state` was so. */
  readonly seenAt?: number;
  /** True when the last requests failed. */
  readonly isOutdated: boolean;
}

/** The part of VS Code's `Memento` that is used. */
export interface WatchMemento {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

export interface RunWatcherOptions {
  readonly pool: Pick<SourcePool, "sourceOf" | "shownSite">;
  /** Keeps the watches over a reload of the window. */
  readonly memento: WatchMemento;
  readonly clock: Clock;
  /** Told of the first of several polls that fail one after the other. */
  readonly onDidFail: (error: unknown) => void;
}

export type WatchName = Pick<RunWatch, "systemId" | "site" | "runId" | "within">;

export interface FollowedRun extends WatchedRun {
  readonly misses: number;
}
