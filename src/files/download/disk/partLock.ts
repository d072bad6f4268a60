import { randomUUID } from "node:crypto";
import { link, lstat, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import * as v from "valibot";
import { checkedJson } from "../../../text/checkedJson";
import { DiskError, diskErrorCode } from "./diskError";
import { nameKey } from "./localNames";
import { BEAT_MS, isAlive, SILENT_MS, touch } from "./heartbeat";
import { readSmallText } from "./sameBytes";

/** A holder takes some hundred bytes. */
const LONGEST_TEXT = 4096;
const HOLDER = v.object({ host: v.string(), pid: v.number() });

/**
 * The right to write one part, held against all other downloads: those of this process, of another window, and of another
 * machine that shares the disk. A file beside the part names the holder; what a killed process leaves is taken over.
 */
export class PartLock {
  static readonly #held = new Map<string, PartLock>();
  static #beat: NodeJS.Timeout | undefined;
  readonly #file: string;
  readonly #key: string;
  /** Of its own, so that a claim is never taken for an earlier one of the same process. */
  readonly #text = JSON.stringify({ host: hostname(), pid: process.pid, id: randomUUID() });

  private constructor(file: string) {
    this.#file = file;
    this.#key = nameKey(file);
  }

  /** Undefined when another download has it. */
  static async take(file: string): Promise<PartLock | undefined> {
    const claim = new PartLock(file);
    if (PartLock.#held.has(claim.#key)) {
      return undefined;
    }
    PartLock.#held.set(claim.#key, claim);
    let isTaken = false;
    try {
      isTaken = (await claim.#isWritten()) || (await claim.#isTakenOver());
    } finally {
      if (!isTaken) {
        claim.#forget();
      }
    }
    PartLock.#beat ??= setInterval(() => void PartLock.#tellAlive(), BEAT_MS).unref();
    return isTaken ? claim : undefined;
  }

  async release(): Promise<void> {
    if ((await readText(this.#file)) === this.#text) {
      await rm(this.#file, { force: true }).catch(() => undefined);
    }
    this.#forget();
  }

  static async #tellAlive(): Promise<void> {
    await Promise.all([...PartLock.#held.values()].map((claim) => touch(claim.#file, Date.now())));
  }

  #forget(): void {
    PartLock.#held.delete(this.#key);
    if (PartLock.#held.size === 0) {
      clearInterval(PartLock.#beat);
      PartLock.#beat = undefined;
    }
  }

  async #isWritten(): Promise<boolean> {
    try {
      await writeFile(this.#file, this.#text, { flag: "wx" });
      return true;
    } catch (error) {
      if (diskErrorCode(error) === "EEXIST") {
        return false;
      }
      // A full disk takes the name, but not the text.
      await rm(this.#file, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  /** The process that moves the old claim away has it, if it is still the one that was judged. */
  async #isTakenOver(): Promise<boolean> {
    await refuseDirectory(this.#file);
    const judged = await readText(this.#file);
    if (judged !== undefined && !(await isLeft(this.#file, judged))) {
      return false;
    }
    // A name of a file may be nearly as long as disks take.
    const aside = `${this.#file}.${randomUUID().slice(0, 8)}`;
    if (await isMoved(this.#file, aside)) {
      const isJudged = (await readText(aside)) === judged;
      if (!isJudged) {
        await link(aside, this.#file).catch(() => undefined);
      }
      await rm(aside, { force: true });
      if (!isJudged) {
        return false;
      }
    }
    return await this.#isWritten();
  }
}

/** True when a lock is no longer held. One that is being written has no holder yet. */
async function isLeft(file: string, text: string): Promise<boolean> {
  const holder = checkedJson(HOLDER, text);
  // A claim of this process that is held has been found before.
  if (holder?.host === hostname() && (holder.pid === process.pid || !isAlive(holder.pid))) {
    return true;
  }
  const found = await lstat(file).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > SILENT_MS;
}

async function readText(file: string): Promise<string | undefined> {
  return await readSmallText(file, LONGEST_TEXT);
}

async function refuseDirectory(file: string): Promise<void> {
  const found = await lstat(file).catch(() => undefined);
  if (found?.isDirectory() === true) {
    throw new DiskError("inTheWay", "a directory has the name of the download's lock");
  }
}

async function isMoved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (diskErrorCode(error) === "ENOENT") {
      return false;
    }
    throw error;
  }
}
