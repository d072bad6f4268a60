import * as v from "valibot";
import type { FilterValues } from "../sources/contract/entryFilter";
import type { SiteRef } from "../sources/contract/siteRef";
import type { WatchRule } from "./watchRule";
import { ruleSchema } from "./watchRule";

const listingSchema = v.object({
  systemId: v.string(),
  site: v.string(),
  rowIds: v.pipe(v.array(v.string()), v.minLength(1)),
  name: v.string(),
  values: v.record(v.string(), v.array(v.string())),
  filter: v.string(),
  rules: v.array(ruleSchema),
  since: v.exactOptional(v.number()),
});

/** Runs that are watched by what lists them, those to come included, as it is stored over a reload of the window. Holds no keys. */
export interface ListingWatch extends SiteRef {
  /** The ids of the rows from the top down to the one that holds the runs. */
  readonly rowIds: readonly string[];
  readonly name: string;
  /** Only runs that match are watched. */
  readonly values: FilterValues;
  /** The same in words; empty for all runs. */
  readonly filter: string;
  readonly rules: readonly WatchRule[];
  /** When the newest run began that was seen, in ms since the epoch; absent before the first look. */
  readonly since?: number;
}

/** Leaves out stored items that have not the shape. */
export function readListings(kept: unknown): readonly ListingWatch[] {
  return (Array.isArray(kept) ? kept : []).flatMap((item: unknown) => {
    const result = v.safeParse(listingSchema, item);
    return result.success ? [result.output] : [];
  });
}

/** Equal for all watches of one listing with one filter. */
export function listingKey({
  systemId,
  site,
  rowIds,
  values,
}: Omit<ListingWatch, "name" | "filter" | "rules">): string {
  const chosen = Object.entries(values).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([systemId, site, rowIds.at(-1), chosen]);
}
