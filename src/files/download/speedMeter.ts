/** How long the past is that a speed is taken of. */
const WINDOW_MS = 10_000;
/** Counts are put together for so long, so that a fast transfer needs no long list. */
const STEP_MS = 250;

/** Bytes per second over a sliding window. */
export class SpeedMeter {
  readonly #steps: { readonly at: number; bytes: number }[] = [];
  readonly #startedAt: number;

  constructor(now: number) {
    this.#startedAt = now;
  }

  add(bytes: number, now: number): void {
    const last = this.#steps.at(-1);
    if (last !== undefined && now - last.at < STEP_MS) {
      last.bytes += bytes;
    } else {
      this.#steps.push({ at: now, bytes });
    }
  }

  bytesPerSecond(now: number): number {
    while ((this.#steps[0]?.at ?? now) < now - WINDOW_MS) {
      this.#steps.shift();
    }
    const bytes = this.#steps.reduce((sum, step) => sum + step.bytes, 0);
    const seconds = Math.min(now - this.#startedAt, WINDOW_MS) / 1000;
    return bytes / Math.max(seconds, STEP_MS / 1000);
  }
}
