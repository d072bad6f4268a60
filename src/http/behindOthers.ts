import { AsyncLocalStorage } from "node:async_hooks";

/** So long do requests stand back for others, ms: they get their turn when the user never stops. */
const LONGEST_WAIT = 5_000;

const isBehind = new AsyncLocalStorage<true>();

/** Sends all requests of some work behind those that are not: agents never starve the tree. */
export function behindOthers<T>(work: () => Promise<T>): Promise<T> {
  return isBehind.run(true, work);
}

/** The requests of a client that are under way, and those that stand back for them. */
export class RequestOrder {
  #ahead = 0;
  readonly #waiting = new Set<() => void>();

  /** Does the work of a request in its turn. */
  async take<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (isBehind.getStore() === true) {
      await this.standBack(signal);
      return await work();
    }
    this.#ahead += 1;
    try {
      return await work();
    } finally {
      this.#ahead -= 1;
      if (this.#ahead === 0) {
        this.#waiting.forEach((begin) => begin());
      }
    }
  }

  get isToStandBack(): boolean {
    return this.#ahead > 0 && isBehind.getStore() === true;
  }

  /** Waits for those ahead. Requests that take long, as those for files, do no more than this: no other waits for them. */
  async standBack(signal: AbortSignal): Promise<void> {
    if (!this.isToStandBack || signal.aborted) {
      return;
    }
    await new Promise<void>((resolve) => {
      const begin = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", begin);
        this.#waiting.delete(begin);
        resolve();
      };
      const timer = setTimeout(begin, LONGEST_WAIT);
      this.#waiting.add(begin);
      signal.addEventListener("abort", begin, { once: true });
    });
  }
}
