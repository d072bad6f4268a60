import { setTimeout as delay } from "node:timers/promises";
import { diskErrorCode } from "./diskError";
import { rename, rm } from "node:fs/promises";

/** A virus scanner or an indexer opens what is new, and lets go of it soon. */
const PAUSES_MS = [50, 100, 200, 400, 800];
const IN_USE = ["EPERM", "EACCES", "EBUSY"];

interface Patience {
  readonly isWindows: boolean;
  readonly sleep: (ms: number) => Promise<unknown>;
}

export const PATIENCE: Patience = { isWindows: process.platform === "win32", sleep: delay };

/** Windows renames and removes no file that is open elsewhere: there, it is tried again for a second or two. */
export async function retryWhileInUse(work: () => Promise<void>, { isWindows, sleep }: Patience): Promise<void> {
  for (const pause of isWindows ? PAUSES_MS : []) {
    try {
      await work();
      return;
    } catch (error) {
      if (!IN_USE.includes(diskErrorCode(error) ?? "")) {
        throw error;
      }
      await sleep(pause);
    }
  }
  await work();
}

interface RenameTools extends Patience {
  readonly rename: (from: string, to: string) => Promise<void>;
}

/** Renames what may be open elsewhere. */
export async function renameWhileInUse(
  from: string,
  to: string,
  tools: RenameTools = { ...PATIENCE, rename },
): Promise<void> {
  await retryWhileInUse(() => tools.rename(from, to), tools);
}

interface RemoveTools extends Patience {
  readonly remove: (file: string) => Promise<void>;
}

const TOOLS: RemoveTools = { ...PATIENCE, remove: (file) => rm(file, { force: true }) };

/** Removes what may be open elsewhere, or what is not there. */
export async function removeWhileInUse(file: string, tools: RemoveTools = TOOLS): Promise<void> {
  await retryWhileInUse(() => tools.remove(file), tools);
}
