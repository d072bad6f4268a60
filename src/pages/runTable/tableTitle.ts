import type { Entry } from "../../sources/contract/entry";

/** The topmost entry that holds the runs names their table: an ML repo rather than its row "Runs". */
export function titleOf(path: readonly Entry[]): string {
  const holder = path.find(({ abilities }) => abilities.includes("runs")) ?? path.at(-1);
  return holder?.name ?? "";
}
