import type { DownloadTarget } from "./disk/downloadTarget";
import { TransferSlots, workInSlots } from "./transferSlots";
import type { DownloadItem } from "./part/downloadItem";

const AT_ONCE = 16;

/**
 * How many of the files' names are taken. All are looked at: a user who was asked about none has agreed to nothing.
 * @throws the signal's reason when aborted.
 */
export async function countExisting(
  items: readonly DownloadItem[],
  target: DownloadTarget,
  signal: AbortSignal,
): Promise<number> {
  let count = 0;
  const slots = new TransferSlots(AT_ONCE);
  await workInSlots(items, { slots, weight: () => 1, signal }, async ({ path }) => {
    if (await isTaken(path, target)) {
      count += 1;
    }
  });
  signal.throwIfAborted();
  return count;
}

/** A file that can't be inspected says so when it is written. */
async function isTaken(path: DownloadItem["path"], target: DownloadTarget): Promise<boolean> {
  return (await target.stat(path).catch(() => undefined)) !== undefined;
}
