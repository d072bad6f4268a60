import { link, lstat, rename } from "node:fs/promises";
import { diskErrorCode } from "./diskError";
import { PATIENCE, removeWhileInUse, renameWhileInUse, retryWhileInUse } from "./retryWhileInUse";

/** Of this process: what is to be renamed waits for it. */
let lastRename: Promise<unknown> = Promise.resolve();

/** Gives a whole file its final name. False when the name is taken and nothing may be replaced. */
export async function giveName(file: string, final: string, isReplacing: boolean): Promise<boolean> {
  if (isReplacing) {
    await renameWhileInUse(file, final);
    return true;
  }
  try {
    await link(file, final);
  } catch (error) {
    return diskErrorCode(error) === "EEXIST" ? false : await renameToFree(file, final);
  }
  // The file has come. What is left of the part's name is dropped when it is found.
  await removeWhileInUse(file).catch(() => undefined);
  return true;
}

/** For disks without hard links: two downloads of one window look and rename one after the other. */
async function renameToFree(file: string, final: string): Promise<boolean> {
  const renaming = lastRename.then(() => isRenamed(file, final));
  lastRename = renaming.catch(() => undefined);
  return await renaming;
}

/** Looks again before each try, as another window may be faster meanwhile. */
async function isRenamed(file: string, final: string): Promise<boolean> {
  let isFree = false;
  const give = async () => {
    isFree = await isNothing(final);
    if (isFree) {
      await rename(file, final);
    }
  };
  await retryWhileInUse(give, PATIENCE);
  return isFree;
}

async function isNothing(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return false;
  } catch (error) {
    if (diskErrorCode(error) !== "ENOENT") {
      throw error;
    }
    return true;
  }
}
