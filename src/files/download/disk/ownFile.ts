import type { Stats } from "node:fs";

const WRITABLE_BY_ALL = 0o002;

/** Whether a file is the user's, and not for everyone to write. Windows tells neither. */
export function isOwn({ uid, mode }: Pick<Stats, "uid" | "mode">): boolean {
  const own = process.getuid?.();
  return own === undefined || (uid === own && (mode & WRITABLE_BY_ALL) === 0);
}
