import { mkdtemp, readlink, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { inspect } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { startSampleServer } from "../../src/sample/sampleServer";
import { SAMPLE_NOW } from "../support/connectedSample";
import { FaultServer } from "../support/faultServer";
import { dice } from "../unit/files/download/hostileNames";
import type { FaultKind } from "./faultyProxy";
import type { SoakNotes } from "./soakAsker";
import { SoakAsker } from "./soakAsker";
import type { SoakFigures } from "./soakFigures";
import { SoakTruth } from "./soakTruth";

const ASKERS = 24;
/** Of the faults, before the heap is measured first. */
const WARM_UP = 0.1;
/** How long nothing may happen before what is under way counts as hung: longer than any limit of time of a request. */
const HUNG_MS = 180_000;
const SETTLED_MS = 120_000;
const KEYS = {
  apiKey: "5a0c1f9e77b34d2c8e6f0a1b2c3d4e5f",
  appKey: "c0ffee5a0c1f9e77b34d2c8e6f0a1b2c3d4e5f60",
  token: "tfy5oakTokenThatNobodyMaySee0123456789",
  registryToken: "reg5oakTokenThatNobodyMaySee9876543210",
};
const SECRETS = Object.values(KEYS).flatMap((key) => [
  key,
  ...["", "Bearer ", "bearer "].map((start) =>
    Buffer.from(start + key)
      .toString("base64")
      .replace(/=+$/, ""),
  ),
]);

interface Counts {
  requests: number;
  strayed: number;
  hung: number;
  openFiles: number;
  readonly faults: Partial<Record<FaultKind, number>>;
  readonly done: Record<"trees" | "reads" | "downloads" | "files", number>;
  readonly unhandled: string[];
  readonly foreign: string[];
  readonly leaks: string[];
  readonly wrong: string[];
  readonly leftOver: string[];
}

/** Uses all three systems through servers that spoil their answers, until that many were spoiled. */
export async function runSoak(options: { readonly seed: number; readonly faults: number }): Promise<SoakFigures> {
  const counts: Counts = {
    ...{ requests: 0, strayed: 0, hung: 0, openFiles: 0, faults: {}, unhandled: [], foreign: [], leaks: [] },
    ...{ wrong: [], leftOver: [], done: { trees: 0, reads: 0, downloads: 0, files: 0 } },
  };
  const onUnhandled = (error: unknown): void => void counts.unhandled.push(inspect(error));
  process.on("unhandledRejection", onUnhandled).on("uncaughtException", onUnhandled);
  try {
    const before = resources();
    await runRound(counts, { ...options, faults: Math.ceil(options.faults * WARM_UP) });
    await settle(before);
    const heapBefore = heapBytes();
    await runRound(counts, { ...options, seed: options.seed + ASKERS });
    const left = await settle(before);
    const heapGrowthBytes = heapBytes() - heapBefore;
    return { ...counts, ...left, heapGrowthBytes, seed: options.seed };
  } finally {
    process.off("unhandledRejection", onUnhandled).off("uncaughtException", onUnhandled);
  }
}

async function runRound(counts: Counts, { seed, faults }: { seed: number; faults: number }): Promise<void> {
  const { registryToken, token, ...keys } = KEYS;
  const server = await startSampleServer({ now: () => SAMPLE_NOW, keys, token, registryToken, signedUrlSeconds: 3600 });
  const elsewhere = await FaultServer.start((reply, { headers }) => {
    counts.strayed += holdsSecret(JSON.stringify(headers)) ? 1 : 0;
    reply.json({});
  });
  const folder = await mkdtemp(join(tmpdir(), "soak-"));
  const truth = await SoakTruth.of(server);
  let faulted = 0;
  const notes: SoakNotes = {
    ...counts,
    ...{ truth, server, folder, elsewhere: elsewhere.url },
    onRequestFault: (kind) => {
      faulted += 1;
      counts.faults[kind] = (counts.faults[kind] ?? 0) + 1;
    },
    seen: (text, where) => {
      if (holdsSecret(text)) {
        counts.leaks.push(`${where}: ${text.slice(0, 2000)}`);
      }
    },
    foreign: (error) => void counts.foreign.push(inspect(error)),
    wrong: (what) => void counts.wrong.push(what),
    leftOver: (name) => void counts.leftOver.push(name),
  };
  const askers = Array.from(
    { length: ASKERS },
    (_, index) => new SoakAsker(notes, dice(seed + index), `asker${index}`),
  );
  await waitFor(
    askers.map((asker) => asker.run(() => faulted >= faults)),
    counts,
    () => faulted + counts.done.trees,
  );
  counts.openFiles += await openFilesIn(folder);
  truth.dispose();
  await Promise.all([server.close(), elsewhere.close()]);
  await rm(folder, { recursive: true });
}

/** Ends when all have ended, or when nothing has happened for so long that nothing will. */
async function waitFor(runs: readonly Promise<number>[], counts: Counts, progress: () => number): Promise<void> {
  let left = runs.length;
  const ends = runs.map(async (run) => {
    const requests = await run;
    counts.requests += requests;
    left -= 1;
  });
  const all = Promise.all(ends);
  const controller = new AbortController();
  const watch = async (): Promise<void> => {
    for (let seen = -1; seen !== progress();) {
      seen = progress();
      await delay(HUNG_MS, undefined, { signal: controller.signal });
    }
    counts.hung += left;
  };
  await Promise.race([all, watch().catch(() => undefined)]);
  controller.abort();
}

function holdsSecret(text: string): boolean {
  return SECRETS.some((secret) => text.includes(secret));
}

type Resources = Pick<SoakFigures, "sockets" | "timers">;

function resources(): Resources {
  const active = process.getActiveResourcesInfo();
  const count = (name: RegExp): number => active.filter((resource) => name.test(resource)).length;
  return { sockets: count(/TCP|TLS|Pipe/), timers: count(/Timeout|Immediate/) };
}

/** What is there beside what was there before, once what ends by itself has ended. */
async function settle(before: Resources): Promise<Resources> {
  const until = Date.now() + SETTLED_MS;
  for (;;) {
    const now = resources();
    const left = {
      sockets: Math.max(0, now.sockets - before.sockets),
      timers: Math.max(0, now.timers - before.timers),
    };
    if (left.sockets + left.timers === 0 || Date.now() > until) {
      return left;
    }
    await delay(20);
  }
}

function heapBytes(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

/** Files below a folder that this process holds open; 0 where the platform does not say. */
async function openFilesIn(folder: string): Promise<number> {
  const descriptors = await readdir("/proc/self/fd").catch(() => []);
  const targets = await Promise.all(descriptors.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => "")));
  return targets.filter((target) => target.startsWith(folder)).length;
}
