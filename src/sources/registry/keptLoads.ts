import { RequestScope } from "../../http/requestScope";
import type { CallOptions } from "../source";

interface Load<T> {
  readonly work: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Answers by their keys, the latest used ones. Equal loads that are under way are joined; a load ends when the last of those
 * who wait for it leaves. Failures are not kept.
 */
export class KeptLoads<T> {
  readonly #most: number;
  readonly #loads = new Map<string, Load<T>>();

  constructor(most: number) {
    this.#most = most;
  }

  /** What is kept, or what `start` gives. Rejects as `start` does, or with the signal's reason. */
  async get(key: string, start: (options: CallOptions) => Promise<T>, { signal }: CallOptions): Promise<T> {
    signal.throwIfAborted();
    const load = this.#loads.get(key) ?? begin(start);
    this.#keep(key, load);
    const scope = new RequestScope(signal, () => undefined);
    load.waiting += 1;
    try {
      return await scope.race(load.work);
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

  /** Lets the next one ask anew. Those who wait for an answer still get it. */
  forget(key: string): void {
    this.#loads.delete(key);
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
