const LIMIT = 6000;
const PERIOD_SECONDS = 60;

/** The headers that every answer carries. They count, but nothing is refused: tests inject a 429 when they want one. */
export class RateLimit {
  readonly #now: () => number;
  #window = 0;
  #used = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  take(): Record<string, string> {
    const seconds = this.#now() / 1000;
    const window = Math.floor(seconds / PERIOD_SECONDS);
    this.#used = window === this.#window ? this.#used + 1 : 1;
    this.#window = window;
    return {
      "X-RateLimit-Limit": String(LIMIT),
      "X-RateLimit-Period": String(PERIOD_SECONDS),
      "X-RateLimit-Remaining": String(Math.max(0, LIMIT - this.#used)),
      "X-RateLimit-Reset": String(Math.ceil((window + 1) * PERIOD_SECONDS - seconds)),
      "X-RateLimit-Name": "model_lab_api",
    };
  }
}
