import type { FilterField, FilterValues } from "../../sources/contract/entryFilter";
import { replaceValues, splitPair, withValues } from "../../sources/filter/filterValues";
import { nearestNames } from "./nearestNames";

/** The names that the service says there are. A field whose keys could not be had is absent, and judges nothing. */
export interface KnownNames {
  /** Keys, by the ids of fields with pairs. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  readonly metrics: readonly string[];
}

/** A condition by a name that its field does not have. */
export interface StrangeName {
  readonly key: string;
  /** The filter without the condition. */
  readonly others: FilterValues;
  /** The service can't filter by it then. */
  readonly isMetric: boolean;
  readonly nearMetrics: readonly string[];
  /** Filters in which a name that is known stands in its place, the likest first. */
  readonly nearFilters: readonly { readonly pair: string; readonly values: FilterValues }[];
}

/** The first condition of a filter by a name that the service does not have; undefined where all are known, or none can be. */
export function strangeName(
  fields: readonly FilterField[],
  values: FilterValues,
  known: KnownNames,
): StrangeName | undefined {
  if (Object.values(known.keys).flat().length + known.metrics.length === 0) {
    return undefined;
  }
  for (const field of fields.filter(({ kind }) => kind === "pairs")) {
    const pair = values[field.id]?.find((each) => known.keys[field.id]?.includes(splitPair(each)[0]) === false);
    if (pair !== undefined) {
      return describe(fields, values, known, { field, pair });
    }
  }
  return undefined;
}

/** "tag, parameter or metric": the kinds of names that there are. */
export function kindWords(fields: readonly FilterField[], { keys, metrics }: KnownNames): string {
  const kinds = fields.filter(({ id }) => keys[id] !== undefined).map(({ title }) => title.toLowerCase());
  const all = metrics.length === 0 ? kinds : [...kinds, "metric"];
  return all.length < 2 ? (all[0] ?? "name") : `${all.slice(0, -1).join(", ")} or ${all.at(-1) ?? ""}`;
}

interface Condition {
  readonly field: FilterField;
  readonly pair: string;
}

function describe(
  fields: readonly FilterField[],
  values: FilterValues,
  { keys, metrics }: KnownNames,
  { field, pair }: Condition,
): StrangeName {
  const [key, value] = splitPair(pair);
  const left = (values[field.id] ?? []).filter((other) => other !== pair);
  const others = replaceValues(values, field.id, left);
  const near = nearestNames(key, [...new Set([...Object.values(keys).flat(), ...metrics])]);
  const nearFilters = near.flatMap((name) => {
    const owner = fields.find(({ id }) => keys[id]?.includes(name) === true);
    const meant = `${name}:${value}`;
    const isTaken = owner?.validate(meant) === undefined;
    return owner !== undefined && isTaken ? [{ pair: meant, values: withValues(others, owner, [meant]) }] : [];
  });
  const nearMetrics = near.filter((name) => metrics.includes(name));
  return { key, others, isMetric: metrics.includes(key), nearMetrics, nearFilters };
}
