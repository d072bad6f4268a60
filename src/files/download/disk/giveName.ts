import { diskErrorCode } from "./diskError";
import type { CallsAtOnce, FileCalls } from "./fileCalls";
import { LATER } from "./fileCalls";
import { PATIENCE, retryWhileInUse } from "./retryWhileInUse";

/** Of this process: what is to be renamed waits for it. */
let lastRename: Promise<unknown> = Promise.resolve();

/** Gives a whole file its final name. False when the name is taken and nothing may be replaced. */
export async function giveName(
  file: string,
  final: string,
  isReplacing: boolean,
  calls: FileCalls = LATER,
): Promise<boolean> {
  if (isReplacing) {
    await retryWhileInUse(async () => calls.rename(file, final), PATIENCE);
    return true;
  }
  try {
    await calls.link(file, final);
  } catch (error) {
    return diskErrorCode(error) === "EEXIST" ? false : await renameToFree(file, final);
  }
  // The file has come. What is left of the part's name is dropped when it is found.
  await retryWhileInUse(async () => calls.remove(file), PATIENCE).catch(() => undefined);
  return true;
}

/** The same at once. Undefined, with nothing done, when the disk has no hard links. */
export function giveNameAtOnce(
  file: string,
  final: string,
  { isReplacing, calls }: { readonly isReplacing: boolean; readonly calls: CallsAtOnce },
): boolean | undefined {
  if (isReplacing) {
    calls.rename(file, final);
    return true;
  }
  try {
    calls.link(file, final);
  } catch (error) {
    return diskErrorCode(error) === "EEXIST" ? false : undefined;
  }
  removeAtOnce(file, calls);
  return true;
}

/** A part's name that is left is dropped when it is found. */
export function removeAtOnce(file: string, calls: CallsAtOnce): void {
  try {
    calls.remove(file);
  } catch {
    return;
  }
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
    isFree = (await LATER.look(final)) === undefined;
    if (isFree) {
      await LATER.rename(file, final);
    }
  };
  await retryWhileInUse(give, PATIENCE);
  return isFree;
}
