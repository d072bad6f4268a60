import { median } from "./median";

/** Two ways to the same end. Both throw when they do not get there. */
export interface Rivals {
  readonly ours: () => unknown;
  readonly other: () => unknown;
}

/** A measured pair: milliseconds, or bytes. */
export interface Pair {
  readonly ours: number;
  readonly other: number;
}

export interface Repetitions {
  /** Runs before the first that counts. */
  readonly warmUps: number;
  readonly runs: number;
}

/** The median times of both, in ms, run in turn so that what slows the machine down meets both alike. */
export async function timeRivals(rivals: Rivals, { warmUps, runs }: Repetitions): Promise<Pair> {
  const times: { ours: number[]; other: number[] } = { ours: [], other: [] };
  for (let run = -warmUps; run < runs; run++) {
    for (const side of ["ours", "other"] as const) {
      const start = performance.now();
      await rivals[side]();
      const ms = performance.now() - start;
      if (run >= 0) {
        times[side].push(ms);
      }
    }
  }
  return { ours: median(times.ours), other: median(times.other) };
}

/** The median bytes that stay on the heap with what each gives. Needs `node --expose-gc`. */
export async function weighRivals(rivals: Rivals, runs: number): Promise<Pair> {
  const bytes: { ours: number[]; other: number[] } = { ours: [], other: [] };
  for (let run = 0; run < runs; run++) {
    for (const side of ["ours", "other"] as const) {
      bytes[side].push(await weigh(rivals[side]));
    }
  }
  return { ours: median(bytes.ours), other: median(bytes.other) };
}

async function weigh(make: () => unknown): Promise<number> {
  const before = await settledHeap();
  const kept = [await make()];
  const bytes = (await settledHeap()) - before;
  kept.pop();
  return bytes;
}

/** Some garbage is only let go of after a turn of the event loop. */
async function settledHeap(): Promise<number> {
  if (globalThis.gc === undefined) {
    throw new Error("Run node with --expose-gc.");
  }
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setImmediate(resolve));
    globalThis.gc();
  }
  return process.memoryUsage().heapUsed;
}
