import type { Clock } from "../../http/clock";

/** The longest single wait for a service, whatever it says. */
const LONGEST_WAIT_MS = 5 * 60_000;
const FIRST_WAIT_MS = 2_000;
/** How often in a row a download waits before its files fail: between two of them, bytes must have come. */
const MOST_WAITS = 10;
const TICK_MS = 1_000;

interface RateGateOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told once a second how long it is still to be waited for, and 0 at the end. */
  readonly onWait: (secondsLeft: number) => void;
}

/** All files of a download wait here when the service limits requests. */
export class RateGate {
  readonly #options: RateGateOptions;
  #until = 0;
  #waits = 0;
  #opening: Promise<void> | undefined;

  constructor(options: RateGateOptions) {
    this.#options = options;
  }

  /** Bytes came: the service takes requests. */
  noteProgress(): void {
    this.#waits = 0;
  }

  /** Closes it for as long as the service asks for. False when it has been in vain too often. */
  close(retryAfterSeconds: number | undefined): boolean {
    const now = this.#options.clock.now();
    // Requests that were under way when it closed are told the same, and count once.
    if (this.#until <= now) {
      this.#waits += 1;
    }
    if (this.#waits > MOST_WAITS) {
      return false;
    }
    const wait = retryAfterSeconds === undefined ? FIRST_WAIT_MS * 2 ** (this.#waits - 1) : retryAfterSeconds * 1000;
    this.#until = Math.max(this.#until, now + Math.min(Math.max(wait, FIRST_WAIT_MS), LONGEST_WAIT_MS));
    return true;
  }

  /** Undefined when it is open. Rejects when aborted. */
  pass(): Promise<void> | undefined {
    if (this.#until > this.#options.clock.now()) {
      this.#opening ??= this.#open().finally(() => (this.#opening = undefined));
    }
    return this.#opening;
  }

  async #open(): Promise<void> {
    const { clock, signal, onWait } = this.#options;
    for (let left = this.#left(); left > 0; left = this.#left()) {
      onWait(Math.ceil(left / 1000));
      await clock.sleep(Math.min(left, TICK_MS), signal);
    }
    onWait(0);
  }

  #left(): number {
    return this.#until - this.#options.clock.now();
  }
}
