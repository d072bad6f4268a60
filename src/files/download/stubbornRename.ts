import { rename } from "node:fs/promises";
import type { Patience } from "./stubbornly";
import { PATIENCE, stubbornly } from "./stubbornly";

export interface RenameTools extends Patience {
  readonly rename: (from: string, to: string) => Promise<void>;
}

/** Renames what somebody may have open. */
export async function stubbornRename(
  from: string,
  to: string,
  tools: RenameTools = { ...PATIENCE, rename },
): Promise<void> {
  await stubbornly(() => tools.rename(from, to), tools);
}
