import { utimes } from "node:fs/promises";
import { diskErrorCode } from "./diskError";

/** How often a process that works on something touches the file that says so. */
export const BEAT_MS = 30_000;
/** Without a sign of life for so long, a process with that number is another one. */
export const SILENT_MS = 10 * 60_000;

/** A sign of life. A disk that does not take it must not stop the work. */
export async function touch(file: string, now: number): Promise<void> {
  await utimes(file, now / 1000, now / 1000).catch(() => undefined);
}

/** True when this machine has a process of that number, of any user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return diskErrorCode(error) !== "ESRCH";
  }
}
