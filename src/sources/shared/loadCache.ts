import { RequestScope } from "../../http/requestScope";
import type { StatOptions } from "../contract/sourceFiles";
import type { CallOptions } from "../contract/entry";

interface Load<T> {
  readonly work: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
  /** When its answer came, ms; absent while it is under way. */
  loadedAt?: number;
}

/** How long an answer is kept, ms; for good without it. */
interface Freshness {
  readonly keptMs: number;
  readonly now?: () => number;
}

/**
 * Answers by their keys, the latest used ones. Equal loads that are under way are joined; a load ends when the last of those
 * who wait for it leaves. Failures are not kept.
 */
export class LoadCache<T> {
  readonly #most: number;
  readonly #keptMs: number;
  readonly #now: () => number;
  readonly #loads = new Map<string, Load<T>>();

  constructor(most: number, { keptMs, now = Date.now }: Freshness = { keptMs: Infinity }) {
    this.#most = most;
    this.#keptMs = keptMs;
    this.#now = now;
  }

  /** Gives the cached answer, or that of `start`. Rejects as `start` does, or with the signal's reason. */
  async get(
    key: string,
    start: (options: CallOptions) => Promise<T>,
    { signal, isFresh = false }: StatOptions,
  ): Promise<T> {
    signal.throwIfAborted();
    if (isFresh) {
      this.forget(key);
    }
    const load = this.#fresh(key) ?? begin(start);
    this.#keep(key, load);
    if (load.loadedAt !== undefined) {
      return await load.work;
    }
    const scope = new RequestScope(signal, () => undefined);
    load.waiting += 1;
    try {
      const answer = await scope.race(load.work);
      load.loadedAt ??= this.#now();
      return answer;
    } catch (error) {
      if (load.waiting === 1) {
        this.#drop(key, load);
      }
      throw error;
    } finally {
      load.waiting -= 1;
      scope.end();
    }
  }

  /** Keeps an answer that came another way. */
  put(key: string, answer: T): void {
    this.#keep(key, { ...begin(() => Promise.resolve(answer)), loadedAt: this.#now() });
  }

  /** Lets the next caller load again. Callers that wait for an answer still get it. */
  forget(key: string): void {
    this.#loads.delete(key);
  }

  #fresh(key: string): Load<T> | undefined {
    const load = this.#loads.get(key);
    const age = this.#now() - (load?.loadedAt ?? this.#now());
    return age < this.#keptMs ? load : undefined;
  }

  #keep(key: string, load: Load<T>): void {
    this.#loads.delete(key);
    this.#loads.set(key, load);
    for (const oldest of this.#loads.keys()) {
      if (this.#loads.size <= this.#most) {
        return;
      }
      this.#loads.delete(oldest);
    }
  }

  #drop(key: string, load: Load<T>): void {
    if (this.#loads.get(key) === load) {
      this.#loads.delete(key);
    }
    load.controller.abort();
  }
}

function begin<T>(start: (options: CallOptions) => Promise<T>): Load<T> {
  const controller = new AbortController();
  return { work: start({ signal: controller.signal }), controller, waiting: 0 };
}

/** How many directories are kept, and for how long: an editor asks for each file of one, and a running run's files grow. */
export const MOST_LISTINGS = 200;

export const LISTING_FRESHNESS = { keptMs: 10_000 };
