import type { Clock } from "../../src/http/clock";

/** Time that passes only while someone sleeps, and then at once. */
export class FakeClock implements Clock {
  readonly sleeps: number[] = [];
  time = Date.parse("2026-01-02T03:04:05Z");
  /** What `random` gives. */
  chance = 0.5;
  /** Whether sleepers sleep until they are aborted. */
  isStopped = false;

  now(): number {
    return this.time;
  }

  random(): number {
    return this.chance;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    this.sleeps.push(ms);
    if (this.isStopped) {
      await new Promise<void>((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));
    }
    this.time += ms;
  }
}
