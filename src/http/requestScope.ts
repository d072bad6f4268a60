import { ApiError } from "./apiError";

/**
 * The life of one call, over all of its attempts. Its signal aborts with what the caller shall see: the reason of the
 * caller's own signal, an AbortError after dispose, or a timeout. By hand rather than with AbortSignal.any, which on
 * Node 20 keeps a reference in the long-lived signal for each call.
 */
export class RequestScope {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal;
  readonly #onEnd: () => void;
  /** Of those who wait: a list of our own costs each request less than the signal's. */
  readonly #stops = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;

  constructor(caller: AbortSignal, onEnd: () => void) {
    this.#caller = caller;
    this.#onEnd = onEnd;
    caller.addEventListener("abort", this.#follow);
    if (caller.aborted) {
      this.#controller.abort(caller.reason);
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  limitTo(ms: number): void {
    const reason = `there was no complete answer within ${Math.ceil(ms / 1000)} s`;
    this.#timer = setTimeout(() => this.abort(new ApiError("timeout", reason)), ms);
  }

  endLimit(): void {
    clearTimeout(this.#timer);
  }

  abort(reason: unknown): void {
    this.#controller.abort(reason);
    this.#stops.forEach((stop) => stop());
    this.end();
  }

  /** Lets go of the caller's signal. May be called more than once. */
  end(): void {
    this.endLimit();
    this.#caller.removeEventListener("abort", this.#follow);
    this.#onEnd();
  }

  /** Settles with the work, or as soon as the scope is aborted: undici, for one, first finishes connecting. */
  race<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(asError(this.signal.reason));
      if (this.signal.aborted) {
        stop();
      }
      this.#stops.add(stop);
      const settled = <V>(settle: (value: V) => void): ((value: V) => void) => {
        return (value) => {
          this.#stops.delete(stop);
          settle(value);
        };
      };
      work.then(settled<T>(resolve), settled(reject));
    });
  }

  readonly #follow = (): void => this.abort(this.#caller.reason);
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("aborted", { cause: reason });
}
