/** A run as far as it tells if it gets on. */
interface Stepping {
  readonly id: string;
  /** False for a run that is paused or has ended, which makes no steps. */
  readonly isRunning: boolean;
  /** ms since the epoch. */
  readonly startedAt?: number | undefined;
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

/** Remembers when runs were first seen at the step that they are at: no service says for how long a run has stood still. */
export class StepLog {
  readonly #seen = new Map<string, Seen>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Since when (ms since the epoch) a run was seen to make no step; undefined for one that gets on. */
  stuckSince({ id, isRunning, startedAt, metrics }: Stepping): number | undefined {
    if (!isRunning) {
      this.#seen.delete(id);
      return undefined;
    }
    const [now, progress, before] = [this.#now(), progressOf(metrics), this.#seen.get(id)];
    if (before?.progress !== progress) {
      this.#note(id, { progress, since: now });
      return undefined;
    }
    const took = startedAt === undefined ? 0 : before.since - startedAt;
    const patience = Math.min(Math.max(took * PATIENCE, SHORTEST), LONGEST);
    return now - before.since < patience ? undefined : before.since;
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
