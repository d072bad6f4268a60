import { rename } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { diskErrorCode } from "./diskError";

/** A virus scanner or an indexer opens what is new, and lets go of it soon. */
const PAUSES_MS = [50, 100, 200, 400, 800];
const IN_USE = ["EPERM", "EACCES", "EBUSY"];

export interface RenameTools {
  readonly isWindows: boolean;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly sleep: (ms: number) => Promise<unknown>;
}

const TOOLS: RenameTools = { isWindows: process.platform === "win32", rename, sleep: delay };

/** Windows renames no file that somebody has open: there, it is tried again for a second or two. */
export async function stubbornRename(from: string, to: string, tools: RenameTools = TOOLS): Promise<void> {
  for (const pause of tools.isWindows ? PAUSES_MS : []) {
    try {
      await tools.rename(from, to);
      return;
    } catch (error) {
      if (!IN_USE.includes(diskErrorCode(error) ?? "")) {
        throw error;
      }
      await tools.sleep(pause);
    }
  }
  await tools.rename(from, to);
}
