import * as v from "valibot";
import { isLoose, toNumber } from "../../../text/looseValues";
import type { AnySchema } from "../../shared/parseWire";
import type { ListPage } from "../../contract/listPage";

/** Attributes are read loosely, one by one. */
export const looseSchema = v.custom<Readonly<Record<string, unknown>>>(isLoose);

/** An answer that holds one thing in `data`. */
export function oneSchema<T>(item: AnySchema<T>): AnySchema<T> {
  return v.pipe(
    v.object({ data: item }),
    v.transform(({ data }) => data),
  );
}

const pageNumberSchema = v.pipe(
  v.custom<number | string>((value) => (toNumber(value) ?? -1) >= 0),
  v.transform(Number),
);
const pageSchema = v.object({ total: v.optional(v.unknown()), next_number: v.nullish(pageNumberSchema) });

/**
 * A page of a list. What tells whether there is more must be there, or a part would pass for the whole; the total only
 * informs, and is the page's own count when it is missing. `links` are not read: they name other hosts.
 */
export function listSchema<T>(item: AnySchema<T>): AnySchema<ListPage<T>> {
  return v.pipe(
    v.object({ data: v.array(item), meta: v.object({ page: pageSchema }) }),
    v.transform(({ data, meta: { page } }) => {
      const total = toNumber(page.total) ?? data.length;
      const next = page.next_number ?? undefined;
      return next === undefined ? { items: data, total } : { items: data, total, next: String(next) };
    }),
  );
}
