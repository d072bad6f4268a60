import { ApiError } from "./apiError";

/**
 * The life of one call, over all of its attempts. It is aborted with what the caller shall see: the reason of the caller's own
 * signal, an AbortError after dispose, or a timeout. By hand rather than with AbortSignal.any, which on Node 20 keeps a reference
 * in the long-lived signal for each call.
 */
export class RequestScope {
  readonly #caller: AbortSignal;
  readonly #onEnd: () => void;
  /** Of those who wait: a list of our own costs each request less than a signal's. */
  readonly #stops = new Set<(reason: Error) => void>();
  /** Made when it is asked for: most calls for files need none. */
  #controller: AbortController | undefined;
  #aborted: { readonly reason: unknown } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(caller: AbortSignal, onEnd: () => void) {
    this.#caller = caller;
    this.#onEnd = onEnd;
    caller.addEventListener("abort", this.#follow);
    if (caller.aborted) {
      this.#aborted = { reason: caller.reason };
    }
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#aborted !== undefined) {
      this.#controller.abort(this.#aborted.reason);
    }
    return this.#controller.signal;
  }

  get isAborted(): boolean {
    return this.#aborted !== undefined;
  }

  throwIfAborted(): void {
    if (this.#aborted !== undefined) {
      throw this.#aborted.reason;
    }
  }

  limitTo(ms: number): void {
    const reason = `there was no complete answer within ${Math.ceil(ms / 1000)} s`;
    this.#timer = setTimeout(() => this.abort(new ApiError("timeout", reason)), ms);
  }

  endLimit(): void {
    clearTimeout(this.#timer);
  }

  abort(reason: unknown): void {
    this.#aborted ??= { reason };
    this.#controller?.abort(this.#aborted.reason);
    const error = asError(this.#aborted.reason);
    this.#stops.forEach((stop) => stop(error));
    this.#stops.clear();
    this.end();
  }

  /** Lets go of the caller's signal. May be called more than once. */
  end(): void {
    this.endLimit();
    this.#caller.removeEventListener("abort", this.#follow);
    this.#onEnd();
  }

  /** Calls it once the scope is aborted, be it so already. What has ended by then takes no notice. */
  onAbort(stop: (reason: Error) => void): void {
    if (this.#aborted === undefined) {
      this.#stops.add(stop);
    } else {
      stop(asError(this.#aborted.reason));
    }
  }

  /** Settles with the work, or as soon as the scope is aborted: undici, for one, first finishes connecting. */
  race<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.onAbort(reject);
      const settled = <V>(settle: (value: V) => void): ((value: V) => void) => {
        return (value) => {
          this.#stops.delete(reject);
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
