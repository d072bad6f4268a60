import type { Stats } from "node:fs";
import { closeSync, constants, linkSync, lstatSync, openSync, renameSync, unlinkSync, writeSync } from "node:fs";
import { link, lstat, rename, rm, statfs, writeFile } from "node:fs/promises";
import { diskErrorCode } from "./diskError";

type MaybeLater<T> = T | Promise<T>;

/** The few calls that a small file takes, for now or for later. */
export interface FileCalls {
  /** Undefined when there is nothing. Follows no link. */
  look(file: string): MaybeLater<Stats | undefined>;
  /** Fails when the name is taken. */
  writeNew(file: string, bytes: Uint8Array): MaybeLater<void>;
  link(from: string, to: string): MaybeLater<void>;
  rename(from: string, to: string): MaybeLater<void>;
  remove(file: string): MaybeLater<void>;
}

const NEW = { flag: "wx", mode: 0o666 } as const;

/** In Node's threads: the way for disks that may keep a caller waiting. */
export const LATER: FileCalls = {
  look: lookAt,
  writeNew: (file, bytes) => writeFile(file, bytes, NEW),
  link,
  rename,
  remove: (file) => rm(file, { force: true }),
};

/** At once. A call takes some microseconds, where one in a thread takes some ten of this thread, and waits. */
const AT_ONCE = {
  look: (file: string): Stats | undefined => {
    try {
      return lstatSync(file, { throwIfNoEntry: false });
    } catch (error) {
      nothingWhenAbsent(error);
      return;
    }
  },
  writeNew: writeNewAtOnce,
  link: linkSync,
  rename: renameSync,
  remove: unlinkSync,
} satisfies FileCalls;
export type CallsAtOnce = typeof AT_ONCE;

/** The three calls of writeFileSync, without what it looks at before. */
function writeNewAtOnce(file: string, bytes: Uint8Array): void {
  const handle = openSync(file, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, NEW.mode);
  try {
    for (let written = 0; written < bytes.length;) {
      written += writeSync(handle, bytes, written);
    }
  } finally {
    closeSync(handle);
  }
}

/** Linux' numbers of ext2 to 4, XFS, Btrfs, F2FS, tmpfs and overlays: disks of this machine, which answer or fail. */
const LOCAL = new Set([0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x01021994, 0x794c7630]);
/** A call that takes longer has met a disk that is busy. */
const LONG_MS = 25;
/** After the first of these; each further one in a row doubles it. The machine, too, may have been what was busy. */
const SHORT_REST_MS = 200;
const LONG_REST_MS = 5_000;

/** Chooses, for each small file, how the disk is called, so that no other work of this thread waits for a busy or far one. */
export class FastCalls {
  readonly #now: () => number;
  #restUntil = 0;
  #rest = 0;

  /** @param now A clock, ms. */
  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  /** Makes the calls for one file. @param isNear Whether its disk is one of those that answer at once. */
  async run<T>(isNear: boolean, work: (calls: FileCalls) => Promise<T>): Promise<T> {
    return await (this.atOnce(isNear, work) ?? work(LATER));
  }

  /** Undefined, with nothing done, when the disk is to be called in threads. Only the time of the calls themselves counts. */
  atOnce<T>(isNear: boolean, work: (calls: CallsAtOnce) => T): T | undefined {
    const startedAt = this.#now();
    if (!isNear || startedAt < this.#restUntil) {
      return undefined;
    }
    try {
      return work(AT_ONCE);
    } finally {
      const endedAt = this.#now();
      const longer = Math.min(Math.max(this.#rest * 2, SHORT_REST_MS), LONG_REST_MS);
      this.#rest = endedAt - startedAt > LONG_MS ? longer : 0;
      this.#restUntil = endedAt + this.#rest;
    }
  }
}

/** True for a directory on a disk of this machine. Windows and macOS do not say so. */
export async function isNearDisk(directory: string): Promise<boolean> {
  return process.platform === "linux" && LOCAL.has((await statfs(directory)).type);
}

async function lookAt(file: string): Promise<Stats | undefined> {
  try {
    return await lstat(file);
  } catch (error) {
    nothingWhenAbsent(error);
    return;
  }
}

function nothingWhenAbsent(error: unknown): undefined {
  if (!["ENOENT", "ENOTDIR"].includes(diskErrorCode(error) ?? "")) {
    throw error;
  }
}
