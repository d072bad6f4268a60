import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../src/http/clock";
import { until } from "./until";

interface Sleeper {
  readonly until: number;
  readonly signal: AbortSignal;
  readonly wake: () => void;
}

/** Time that passes when a test says so. Sleepers whose time has come wake in their order. */
export class SteppedClock implements Clock {
  time = Date.UTC(2026, 2, 14, 9, 30);
  /** What `random` gives; 1 is the longest that any wait gets. */
  chance = 1;
  readonly #sleepers = new Set<Sleeper>();
  /** Of those that have woken and not yet ended their work. */
  readonly #awake = new Set<AbortSignal>();

  now(): number {
    return this.time;
  }

  random(): number {
    return this.chance;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    this.#awake.delete(signal);
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#sleepers.delete(sleeper);
        reject(new DOMException("aborted", "AbortError"));
      };
      const wake = () => {
        signal.removeEventListener("abort", abort);
        resolve();
      };
      const sleeper = { until: this.time + ms, signal, wake };
      this.#sleepers.add(sleeper);
      signal.addEventListener("abort", abort);
    });
  }

  /** Lets time pass, and those who wake in it do their work, which ends with sleeping again. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      await until(() => this.#sleepers.size > 0 && [...this.#awake].every(({ aborted }) => aborted));
      const next = [...this.#sleepers].sort((a, b) => a.until - b.until)[0]!;
      if (next.until > end) {
        break;
      }
      this.time = Math.max(this.time, next.until);
      this.#sleepers.delete(next);
      this.#awake.add(next.signal);
      next.wake();
    }
    this.time = end;
  }

  /** Wakes the next sleeper, and leaves it at work. */
  async wakeNext(): Promise<void> {
    const next = [...this.#sleepers].sort((a, b) => a.until - b.until)[0];
    if (next !== undefined) {
      this.time = Math.max(this.time, next.until);
      this.#sleepers.delete(next);
      next.wake();
    }
    await setImmediate();
  }

  /** Lets time pass while no one is to do anything. @throws when someone sleeps until it has passed. */
  async passIdle(ms: number): Promise<void> {
    await setImmediate();
    if (this.#sleepers.size > 0) {
      throw new Error(`${this.#sleepers.size} sleep, and none should`);
    }
    this.time += ms;
  }
}
