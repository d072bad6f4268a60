import type { LocalPath } from "../disk/localNames";
import { numberedName } from "../disk/localNames";
import type { ExistingFiles } from "./partContext";

/** Neither sizes nor times tell that a file is the same: another run's file may have both. The bytes do. */
export function isComparing(existing: ExistingFiles): boolean {
  return existing === "skip" || existing === "add";
}

export function isReplacing(existing: ExistingFiles): boolean {
  return existing === "skip" || existing === "overwrite";
}

/** The path, or the first of its numbers, under which `publish` gives the file its name. */
export async function finalPath(wanted: LocalPath, publish: (path: LocalPath) => Promise<boolean>): Promise<LocalPath> {
  let path = wanted;
  for (let number = 2; !(await publish(path)); number += 1) {
    path = [...wanted.slice(0, -1), numberedName(wanted.at(-1) ?? "", number)];
  }
  return path;
}
