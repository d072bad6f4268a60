import { DiskError, diskErrorCode } from "../disk/diskError";
import type { TakenDownload } from "./downloadLedger";
import type { Claim, DownloadTarget } from "../disk/downloadTarget";
import type { PartName } from "../disk/partName";
import { partNameOf } from "../disk/partName";
import { removeNoteAndPart } from "../part/partNote";

/** So many are removed at once. */
const AT_ONCE = 16;

/**
 * Removes the partial files of a download, but for those that another download works on, and then the record. When a
 * part can't be removed, the record stays, so that it can be discarded again. @throws DiskError, after all that can be removed is.
 */
export async function discardDownload({ record, download }: TakenDownload, target: DownloadTarget): Promise<void> {
  const errors: unknown[] = [];
  const parts = download.items.map((item) => partNameOf(item, download));
  for (let start = 0; start < parts.length; start += AT_ONCE) {
    const removals = parts.slice(start, start + AT_ONCE).map((part) => discardPart(part, target));
    await Promise.all(removals.map((removal) => removal.catch((error: unknown) => errors.push(error))));
  }
  if (errors.length > 0) {
    await record.pause();
    throw errors[0];
  }
  await record.remove();
}

async function discardPart(part: PartName, target: DownloadTarget): Promise<void> {
  const claim = await claimIfFree(part, target);
  if (claim === undefined) {
    return;
  }
  try {
    await removeNoteAndPart({ target, part });
  } finally {
    await claim.release();
  }
}

/** Undefined, too, where not even the directory was made. */
async function claimIfFree(part: PartName, target: DownloadTarget): Promise<Claim | undefined> {
  try {
    return await target.claimPart(part);
  } catch (error) {
    if (error instanceof DiskError && (error.kind === "inTheWay" || diskErrorCode(error.cause) === "ENOENT")) {
      return undefined;
    }
    throw error;
  }
}
