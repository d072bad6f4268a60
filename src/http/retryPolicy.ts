import type { Clock } from "./clock";
import type { Failure } from "./failure";

export interface RetryLimits {
  readonly retries: number;
  /** All the waits of one call together. */
  readonly waitMs: number;
}

/** After a longer wait, users would rather read why, and press "Try again". */
export const RETRY_LIMITS: RetryLimits = { retries: 3, waitMs: 20_000 };
/** The longest first wait; it doubles with each further one. */
const FIRST_WAIT_MS = 250;
/** Spreads out those who were told the same second. */
const RESET_JITTER_MS = 250;

/** How long one call waits between its attempts. */
export class RetryPolicy {
  readonly #limits: RetryLimits;
  readonly #clock: Clock;
  #retries = 0;
  #waitedMs = 0;

  constructor(clock: Clock, limits: RetryLimits = RETRY_LIMITS) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Milliseconds until the next attempt, or undefined when there shall be none. */
  nextWait({ error, isTransient }: Failure): number | undefined {
    if (!isTransient || this.#retries >= this.#limits.retries) {
      return undefined;
    }
    const wait = this.#waitFor(error.retryAfterSeconds);
    if (this.#waitedMs + wait > this.#limits.waitMs) {
      return undefined;
    }
    this.#retries += 1;
    this.#waitedMs += wait;
    return wait;
  }

  /** Waits as long as the service asks for; otherwise exponential back-off with full jitter. */
  #waitFor(retryAfterSeconds: number | undefined): number {
    const chance = this.#clock.random();
    return retryAfterSeconds === undefined
      ? Math.round(chance * FIRST_WAIT_MS * 2 ** this.#retries)
      : Math.round(retryAfterSeconds * 1000 + chance * RESET_JITTER_MS);
  }
}
