import { ApiError } from "../../http/apiError";
import type { FilterField, FilterValues } from "../contract/entryFilter";

export const FLAG_ON = "true";

/** True for a field that can hold more than one value. */
export function isListField({ kind, isMultiple }: FilterField): boolean {
  return kind === "pairs" || isMultiple === true;
}

/** Values beside those that are there already, or in the place of the one that is. */
export function withValues(values: FilterValues, field: FilterField, added: readonly string[]): FilterValues {
  const all = isListField(field) ? [...(values[field.id] ?? []), ...added] : added.slice(-1);
  return replaceValues(values, field.id, [...new Set(all)]);
}

export function withoutValue(values: FilterValues, fieldId: string, value: string): FilterValues {
  const left = (values[fieldId] ?? []).filter((other) => other !== value);
  return replaceValues(values, fieldId, left);
}

/** An empty list takes the field away. */
export function replaceValues(values: FilterValues, fieldId: string, list: readonly string[]): FilterValues {
  const others = Object.entries(values).filter(([id]) => id !== fieldId);
  return Object.fromEntries(list.length === 0 ? others : [...others, [fieldId, list]]);
}

/**
 * Keeps values that the fields know and take, trimmed, in their order, so that a filter reads the same however it was
 * given.
 */
export function cleanValues(fields: readonly FilterField[], values: FilterValues): FilterValues {
  const known = fields.map((field) => {
    const given = (values[field.id] ?? []).map((value) => value.trim());
    const good = given.filter((value) => value !== "" && field.validate(value) === undefined);
    return [field.id, isListField(field) ? [...new Set(good)] : good.slice(0, 1)] as const;
  });
  return Object.fromEntries(known.filter(([, list]) => list.length > 0));
}

/** Why a filter can't be applied as it is: what is wrong with the first value that is wrong. */
export function filterProblem(fields: readonly FilterField[], values: FilterValues): string | undefined {
  const problems = Object.entries(values).flatMap(([id, list]) => {
    const field = fields.find((each) => each.id === id);
    return field === undefined
      ? [`Nothing here can be filtered by ${id}`]
      : list.map((value) => field.validate(value.trim()));
  });
  return problems.find((problem) => problem !== undefined);
}

/**
 * As `cleanValues`, for the user's filter of now. @throws ApiError instead of leaving a value out, which would show more than
 * was asked for.
 */
export function checkedValues(fields: readonly FilterField[], values: FilterValues): FilterValues {
  const problem = filterProblem(fields, values);
  if (problem !== undefined) {
    throw new ApiError("badRequest", problem);
  }
  return cleanValues(fields, values);
}

export function isEmptyFilter(values: FilterValues): boolean {
  return Object.keys(values).length === 0;
}

/** The two sides of a pair: `lr:>0.1` is `["lr", ">0.1"]`; a value may hold further colons. */
export function splitPair(pair: string): readonly [key: string, value: string] {
  const colon = pair.indexOf(":");
  return colon < 0 ? [pair, ""] : [pair.slice(0, colon).trim(), pair.slice(colon + 1).trim()];
}
