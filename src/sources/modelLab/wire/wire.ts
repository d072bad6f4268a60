import * as v from "valibot";
import { isLoose, toNumber } from "../../../text/looseValues";
import { endedWithoutSign, MOST_PAGES } from "../../shared/pageWalk";
import { readableItems } from "../../shared/parseWire";
import type { AnySchema } from "../../shared/parseWire";
import { givenOn } from "../../shared/unread";
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

/** As many items as the service gives at most, and rows are asked for at a time. */
const LARGEST_PAGE = 100;

const pageNumberSchema = v.pipe(
  v.custom<number | string>((value) => (toNumber(value) ?? -1) >= 0),
  v.transform(Number),
);
const pageSchema = v.object({
  total: v.optional(v.unknown()),
  next_number: v.nullish(pageNumberSchema),
  last_number: v.optional(v.unknown()),
});

/**
 * A page of a list. What tells whether there is more must be there, or a part would pass for the whole; the total only
 * informs, and is the page's own count when it is missing. `links` are not read: they name other hosts.
 */
export function listSchema<T>(item: AnySchema<T>): AnySchema<ListPage<T>> {
  return v.pipe(
    v.object({ data: readableItems(item), meta: v.object({ page: pageSchema }) }),
    v.transform(({ data, meta: { page } }) => {
      const total = toNumber(page.total) ?? givenOn(data);
      const next = page.next_number;
      if (next === undefined && givenOn(data) < total) {
        return { ...endedWithoutSign(data, LARGEST_PAGE), total };
      }
      if (next === undefined || next === null) {
        return { ...data, total };
      }
      return { ...data, total, next: String(next), ...aheadOf(next, toNumber(page.last_number)) };
    }),
  );
}

/** A guess at the numbers of the pages to come: the service names the next one and the last. */
function aheadOf(next: number, last = next): Pick<ListPage<unknown>, "ahead"> {
  const count = last - next + 1;
  return Number.isInteger(count) && count > 1 && count <= MOST_PAGES
    ? { ahead: Array.from({ length: count }, (_, index) => String(next + index)) }
    : {};
}
