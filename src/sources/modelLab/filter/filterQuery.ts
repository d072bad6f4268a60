import type { FilterValues } from "../../contract/entryFilter";
import { splitPair } from "../../filter/filterValues";
import { comparisonOf, MINE } from "./filterFields";
import type { ProjectQuery, RunQuery } from "../wire/listQuery";
import type { KeyValue } from "../wire/runs/keyValues";
import { defined } from "../../../text/defined";

/** Fields that are not set ask nothing of the service. */
export function projectNarrowing(values: FilterValues, self: string | undefined): ProjectQuery {
  return { ...textPart(values), ...ownerPart(values, self), ...tagsPart(values) };
}

/** The same for runs; without the statuses, for which the service is asked one by one. */
export function runNarrowing(values: FilterValues, self: string | undefined): RunQuery {
  const params = pairsOf(values["param"]).map(({ key, value }) => ({ key, value: conditionOf(value) }));
  return {
    ...textPart(values),
    ...ownerPart(values, self),
    ...tagsPart(values),
    ...(params.length === 0 ? {} : { params }),
    ...(isOn(values, "with-pinned") ? { includePinned: true } : {}),
    ...(isOn(values, "above-match") && !isOn(values, "all") ? { includeDescendantMatches: true } : {}),
  };
}

export function isOn(values: FilterValues, flag: string): boolean {
  return values[flag] !== undefined;
}

function textPart(values: FilterValues): { readonly filter?: string } {
  const [filter] = values["text"] ?? [];
  return defined({ filter });
}

function ownerPart(values: FilterValues, self: string | undefined): { readonly ownerId?: string } {
  const [owner] = values["owner"] ?? [];
  const ownerId = owner === MINE ? self : owner;
  return defined({ ownerId });
}

function tagsPart(values: FilterValues): { readonly tags?: readonly KeyValue[] } {
  const tags = pairsOf(values["tag"]);
  return tags.length === 0 ? {} : { tags };
}

function pairsOf(pairs: readonly string[] = []): readonly KeyValue[] {
  return pairs.map(splitPair).map(([key, value]) => ({ key, value }));
}

/** A space after a comparison is the writer's, not the service's. */
function conditionOf(value: string): string {
  const comparison = comparisonOf(value);
  return comparison === undefined ? value : comparison.operator + comparison.limit;
}
