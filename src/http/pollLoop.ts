import { ApiError } from "./apiError";
import type { Clock } from "./clock";

/** The longest wait that failures alone lead to. */
const LONGEST_WAIT_MS = 5 * 60_000;
/** Spreads out those who were told the same second. */
const RESET_JITTER_MS = 1_000;

export interface PollLoopOptions {
  readonly clock: Clock;
  /** From the end of a poll to the next one, ms. */
  readonly interval: () => number;
  /** Asks what there is to ask, which may be nothing. */
  readonly poll: (options: { readonly signal: AbortSignal }) => Promise<void>;
  /** Told after each poll how many have failed one after the other, and why the last one did. */
  readonly onDidPoll: (failures: number, error: unknown) => void;
}

/**
 * Polls while it is switched on: at once when a poll is due, then at intervals, at longer and longer ones when polls
 * fail, and not before the service said that it will answer again.
 */
export class PollLoop {
  readonly #options: PollLoopOptions;
  #controller: AbortController | undefined;
  #dueAt = 0;
  #failures = 0;

  constructor(options: PollLoopOptions) {
    this.#options = options;
  }

  /** Switching off aborts what is under way, and keeps when the next poll is due. */
  setActive(isActive: boolean): void {
    if (isActive && this.#controller === undefined) {
      this.#controller = new AbortController();
      void this.#run(this.#controller.signal);
    } else if (!isActive) {
      this.#controller?.abort();
      this.#controller = undefined;
    }
  }

  /** Switches off and forgets the past, as for another service. `delayMs` is how long the first poll may wait. */
  reset(delayMs = 0): void {
    this.setActive(false);
    this.#failures = 0;
    this.#dueAt = this.#options.clock.now() + delayMs;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    try {
      while (!signal.aborted) {
        await clock.sleep(Math.max(0, this.#dueAt - clock.now()), signal);
        await this.#poll(signal);
      }
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    }
  }

  async #poll(signal: AbortSignal): Promise<void> {
    const { clock, interval, poll, onDidPoll } = this.#options;
    signal.throwIfAborted();
    // Switching it off and on again must not make it ask more often.
    this.#dueAt = clock.now() + interval();
    try {
      await poll({ signal });
      signal.throwIfAborted();
      this.#failures = 0;
      this.#dueAt = clock.now() + interval();
      onDidPoll(0, undefined);
    } catch (error) {
      signal.throwIfAborted();
      this.#failures += 1;
      this.#dueAt = clock.now() + this.#waitAfter(error);
      onDidPoll(this.#failures, error);
    }
  }

  /** Doubles with each failure, and is never shorter than the interval. */
  #waitAfter(error: unknown): number {
    const { clock, interval } = this.#options;
    const chance = clock.random();
    const longest = Math.max(interval(), LONGEST_WAIT_MS);
    const wait = Math.min(longest, interval() * 2 ** this.#failures) * (0.5 + chance / 2);
    const told = error instanceof ApiError ? error.retryAfterSeconds : undefined;
    return Math.max(interval(), wait, told === undefined ? 0 : told * 1000 + chance * RESET_JITTER_MS);
  }
}
