import { givenOn } from "../shared/unread";
import type { Version } from "./wire/model";
import type { CountedPage } from "./wire/wire";
import type { CallOptions } from "../contract/entry";
import type { ListPage, LoadPage } from "../contract/listPage";

const PAGE_SIZE = 100;
/** Starts a cursor that says where the rows behind it end, rather than where those before it start. */
const BACKWARD = "before:";

interface PageRange {
  readonly offset: number;
  readonly limit: number;
}

/**
 * The pages of a listing of versions, newest first. The service's page does not say in which order it lists them: when the
 * first of several pages turns out to be oldest first, the pages are asked for from the end, at the price of one more
 * request. Within a page, versions are sorted by their number.
 */
export function newestFirst(
  fetch: (range: PageRange, options: CallOptions) => Promise<CountedPage<Version>>,
): LoadPage<Version> {
  // The service may give fewer rows than it is asked for; a page that ends at a certain row must know how many.
  let size = PAGE_SIZE;
  const backward = async (end: number, options: CallOptions): Promise<CountedPage<Version>> => {
    const offset = Math.max(0, end - size);
    const page = await fetch({ offset, limit: end - offset }, options);
    return versionPage(page, offset > 0 && givenOn(page) > 0 ? `${BACKWARD}${offset}` : undefined);
  };
  return async (cursor = "0", options) => {
    if (cursor.startsWith(BACKWARD)) {
      return backward(Number(cursor.slice(BACKWARD.length)), options);
    }
    const offset = Number(cursor);
    const page = await fetch({ offset, limit: PAGE_SIZE }, options);
    if (offset === 0 && givenOn(page) < page.total && isOldestFirst(page.items)) {
      size = Math.min(PAGE_SIZE, givenOn(page));
      const newest = await backward(page.total, options);
      // A total that is too high leads behind the end.
      if (givenOn(newest) > 0) {
        return newest;
      }
    }
    return versionPage(page, nextOffset(page, offset));
  };
}

/** A page as rows. */
export function rowPage<T, E>(page: CountedPage<T>, offset: number, toRow: (item: T) => E): ListPage<E> {
  const next = nextOffset(page, offset);
  const rows = { ...page, items: page.items.map(toRow) };
  return next === undefined ? rows : { ...rows, next };
}

/** Where the next page starts. An empty page ends the listing, too, so that a total that is too high does not loop. */
export function nextOffset(page: CountedPage<unknown>, offset: number): string | undefined {
  const end = offset + givenOn(page);
  return end > offset && end < page.total ? String(end) : undefined;
}

function versionPage(page: CountedPage<Version>, next: string | undefined): CountedPage<Version> {
  const items = [...page.items].sort((a, b) => numberOf(b) - numberOf(a));
  return next === undefined ? { ...page, items } : { ...page, items, next };
}

function isOldestFirst(versions: readonly Version[]): boolean {
  const first = versions[0]?.number;
  const last = versions.at(-1)?.number;
  return first !== undefined && last !== undefined && first < last;
}

/** A version without a number comes last. */
function numberOf({ number }: Version): number {
  return number ?? -1;
}
