import type { Stats } from "node:fs";
import { DiskError } from "./diskError";

const WRITABLE_BY_ALL = 0o002;

/** True for a file of the user's own that not everyone can write. Windows tells neither. */
export function isOwn({ uid, mode }: Pick<Stats, "uid" | "mode">): boolean {
  const own = process.getuid?.();
  return own === undefined || (uid === own && (mode & WRITABLE_BY_ALL) === 0);
}

/** @throws DiskError for a link, of what may be undefined when there is nothing. */
export function refuseLink(found: Pick<Stats, "isSymbolicLink"> | undefined): void {
  if (found?.isSymbolicLink() === true) {
    throw new DiskError("link", "a symbolic link in the folder is in the way, and may lead out of it");
  }
}
