import { rm } from "node:fs/promises";
import type { Patience } from "./stubbornly";
import { PATIENCE, stubbornly } from "./stubbornly";

export interface RemoveTools extends Patience {
  readonly remove: (file: string) => Promise<void>;
}

const TOOLS: RemoveTools = { ...PATIENCE, remove: (file) => rm(file, { force: true }) };

/** Removes what somebody may have open, or what is not there. */
export async function stubbornRemove(file: string, tools: RemoveTools = TOOLS): Promise<void> {
  await stubbornly(() => tools.remove(file), tools);
}
