import { oneOf, textParam } from "./query";

/** Gives the value to compare a field by. */
export type Fields<T> = Readonly<Record<string, (item: T) => string | number>>;

const collator = new Intl.Collator("en");

/** By the request's `sort`, a leading `-` for descending; the newest updates first when it says nothing. */
export function sorted<T extends { readonly id: number }>(
  items: readonly T[],
  query: URLSearchParams,
  fields: Fields<T>,
): T[] {
  const sort = textParam(query, "sort") ?? "-updated_at";
  const isDescending = sort.startsWith("-");
  const field = fields[oneOf(sort.replace(/^-/, ""), Object.keys(fields), "sort")];
  const sign = isDescending ? -1 : 1;
  const keyed = items.map((item) => ({ item, key: field?.(item) ?? 0 }));
  return keyed.sort((a, b) => sign * (compare(a.key, b.key) || a.item.id - b.item.id)).map(({ item }) => item);
}

function compare(a: string | number, b: string | number): number {
  return typeof a === "string" && typeof b === "string" ? collator.compare(a, b) : Number(a) - Number(b);
}
