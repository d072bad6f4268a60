import * as v from "valibot";
import type { SiteRef } from "../sources/contract/siteRef";
import { COMPARISON_SIGNS } from "./threshold";
import { defined } from "../text/defined";

const lineSchema = v.object({
  metric: v.string(),
  comparison: v.picklist(COMPARISON_SIGNS),
  bound: v.number(),
  start: v.exactOptional(v.number()),
});
const watchSchema = v.object({
  systemId: v.string(),
  site: v.string(),
  runId: v.string(),
  name: v.string(),
  rowIds: v.array(v.string()),
  line: v.optional(lineSchema),
  isLineCrossed: v.boolean(),
});

/** A watched run, as it is stored over a reload of the window. Holds no keys. */
export interface RunWatch extends SiteRef {
  readonly runId: string;
  readonly name: string;
  /** The ids of the rows from the top down to the run's. */
  readonly rowIds: readonly string[];
  readonly line?: WatchedLine;
  /** True once the user was notified. */
  readonly isLineCrossed: boolean;
}

type WatchedLine = v.InferOutput<typeof lineSchema>;

/** Leaves out stored items that have not the shape. */
export function readWatches(kept: unknown): readonly RunWatch[] {
  return (Array.isArray(kept) ? kept : []).flatMap((item: unknown) => {
    const result = v.safeParse(watchSchema, item);
    if (!result.success) {
      return [];
    }
    const { line, ...watch } = result.output;
    return [{ ...watch, ...defined({ line }) }];
  });
}

/** Waits for another line, or for none; it was not crossed yet. */
export function withThreshold(watch: RunWatch, line: WatchedLine | undefined): RunWatch {
  const { systemId, site, runId, name, rowIds } = watch;
  return { systemId, site, runId, name, rowIds, ...defined({ line }), isLineCrossed: false };
}

/** Equal for all watches of one run. */
export function watchKey({ systemId, site, runId }: Pick<RunWatch, "systemId" | "site" | "runId">): string {
  return JSON.stringify([systemId, site, runId]);
}
