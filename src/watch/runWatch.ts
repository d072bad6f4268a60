import * as v from "valibot";
import type { SiteRef } from "../sources/contract/siteRef";
import { COMPARISON_SIGNS } from "./threshold";
import type { WatchRule } from "./watchRule";
import { ruleSchema } from "./watchRule";

const placeFields = {
  systemId: v.string(),
  site: v.string(),
  runId: v.string(),
  name: v.string(),
  rowIds: v.array(v.string()),
};
const watchSchema = v.object({ ...placeFields, rules: v.array(ruleSchema), within: v.exactOptional(v.string()) });
/** As earlier versions stored it: the end, and at most one threshold. */
const formerSchema = v.object({
  ...placeFields,
  line: v.optional(
    v.object({
      metric: v.string(),
      comparison: v.picklist(COMPARISON_SIGNS),
      bound: v.number(),
      start: v.exactOptional(v.number()),
    }),
  ),
  isLineCrossed: v.boolean(),
});

/** A watched run, as it is stored over a reload of the window. Holds no keys. */
export interface RunWatch extends SiteRef {
  readonly runId: string;
  readonly name: string;
  /** The ids of the rows from the top down to the run's. */
  readonly rowIds: readonly string[];
  readonly rules: readonly WatchRule[];
  /** The listing that is watched and has it (`listingKey`); absent for a run that was chosen itself. */
  readonly within?: string;
}

/** Leaves out stored items that have not the shape. */
export function readWatches(kept: unknown): readonly RunWatch[] {
  return (Array.isArray(kept) ? kept : []).flatMap((item: unknown): readonly RunWatch[] => {
    const result = v.safeParse(watchSchema, item);
    if (result.success) {
      return [result.output];
    }
    const former = v.safeParse(formerSchema, item);
    return former.success ? [ofFormer(former.output)] : [];
  });
}

function ofFormer({ line, isLineCrossed, ...place }: v.InferOutput<typeof formerSchema>): RunWatch {
  const crosses: readonly WatchRule[] = line === undefined ? [] : [{ kind: "crosses", ...line, isTold: isLineCrossed }];
  return { ...place, rules: [{ kind: "ends" }, ...crosses] };
}

/** Equal for all watches of one run that stand for the same wish. */
export function watchKey({ systemId, site, runId, within }: Pick<RunWatch, "runId" | "within"> & SiteRef): string {
  return JSON.stringify([systemId, site, runId, ...(within === undefined ? [] : [within])]);
}
