/** A run as far as it tells if it gets on. */
interface Stepping {
  readonly id: string;
  /** False for a run that is paused or has ended, which makes no steps. */
  readonly isRunning: boolean;
  /** ms since the epoch. */
  readonly startedAt?: number | undefined;
  /** When it logged its latest value, where the service tells; ms since the epoch. */
  readonly lastAt?: number | undefined;
  readonly metrics: readonly { readonly lastStep?: number; readonly count?: number }[];
}

interface Seen {
  readonly progress: string;
  readonly since: number;
}

const MINUTE = 60_000;
/** A run that logs rarely is given more time than this, a quarter of the time that it took so far, up to the longest. */
const SHORTEST = 15 * MINUTE;
const LONGEST = 120 * MINUTE;
const PATIENCE = 0.25;
const MOST_RUNS = 2_000;

/** Equal as long as no metric has a new step or value. */
export function progressOf(metrics: Stepping["metrics"]): string {
  let [step, count] = [-1, 0];
  for (const metric of metrics) {
    step = Math.max(step, metric.lastStep ?? -1);
    count += metric.count ?? 0;
  }
  return `${step} ${count}`;
}

/** A time that can't be right tells nothing. */
function isBetween(start = 0, at: number | undefined, end: number): at is number {
  return at !== undefined && at >= start && at <= end;
}

/** In ms. */
function patienceOf(startedAt: number | undefined, lastAt: number): number {
  const took = startedAt === undefined ? 0 : lastAt - startedAt;
  return Math.min(Math.max(took * PATIENCE, SHORTEST), LONGEST);
}

/** Remembers when runs were first seen at the step that they are at, for services that do not say when a value was logged. */
export class StepLog {
  readonly #seen = new Map<string, Seen>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Since when (ms since the epoch) a run was seen to make no step; undefined for one that gets on. */
  stuckSince(run: Stepping): number | undefined {
    const since = this.lastStepAt(run);
    return since === undefined || this.#now() - since < patienceOf(run.startedAt, since) ? undefined : since;
  }

  /**
   * When a run made its latest step, in ms since the epoch: as the service tells, else as it was first seen. Undefined for one that
   * does not run.
   */
  lastStepAt({ id, isRunning, startedAt, lastAt, metrics }: Stepping): number | undefined {
    if (!isRunning) {
      this.#seen.delete(id);
      return undefined;
    }
    const [now, progress, before] = [this.#now(), progressOf(metrics), this.#seen.get(id)];
    const seen = before?.progress === progress ? before : { progress, since: now };
    this.#note(id, seen);
    return isBetween(startedAt, lastAt, now) ? lastAt : seen.since;
  }

  #note(id: string, seen: Seen): void {
    this.#seen.delete(id);
    this.#seen.set(id, seen);
    for (const oldest of this.#seen.keys()) {
      if (this.#seen.size <= MOST_RUNS) {
        return;
      }
      this.#seen.delete(oldest);
    }
  }
}
