import type { CallOptions } from "../contract/entry";
import type { ListPage, LoadPage, Unread, WholeList } from "../contract/listPage";
import { givenOn, joinUnread } from "./unread";

/** More pages than any list is walked for: a service that always has another one would be asked for ever. */
export const MOST_PAGES = 1_000;

interface KnownIds {
  has(id: string): boolean;
  add(id: string): unknown;
}

/**
 * A page without what is known already. One that brings nothing new ends its list, whatever it says of a next page, and the
 * list may go on then. `known` takes the new ones.
 */
export function newOn<T>(page: ListPage<T>, known: KnownIds, idOf: (item: T) => string): ListPage<T> {
  const items = page.items.filter((item) => {
    const isNew = !known.has(idOf(item));
    known.add(idOf(item));
    return isNew;
  });
  const isFruitless = items.length === 0 && page.unread === undefined && (page.looked ?? 0) <= page.items.length;
  return page.next !== undefined && isFruitless ? endedAt(page, items) : { ...page, items };
}

/** A page that came without any sign of whether it is the last: only one that is not full surely is. */
export function endedWithoutSign<T>(list: WholeList<T>, limit: number): ListPage<T> {
  return givenOn(list) < limit ? list : { ...list, mayHaveMore: true };
}

/** A cursor that leads to itself has no end. */
export function notToItself<T>(page: ListPage<T>, cursor: string | undefined): ListPage<T> {
  return page.next !== undefined && page.next === cursor ? endedAt(page, page.items) : page;
}

/** All items of a list as one page; it says so when there may be more than the walk came to. */
export async function walkPages<T>(
  load: LoadPage<T>,
  idOf: (item: T) => string,
  options: CallOptions,
): Promise<ListPage<T>> {
  const known = new Set<string>();
  const items: T[] = [];
  let unread: Unread | undefined;
  let page = newOn(await load(undefined, options), known, idOf);
  for (let count = 1; ; count++) {
    for (const item of page.items) {
      items.push(item);
    }
    unread = joinUnread(unread, page.unread);
    if (page.next === undefined || count >= MOST_PAGES) {
      const mayHaveMore = page.mayHaveMore === true || page.next !== undefined;
      return { items, ...(mayHaveMore && { mayHaveMore }), ...(unread && { unread }) };
    }
    page = newOn(await load(page.next, options), known, idOf);
  }
}

function endedAt<T>({ next, ...page }: ListPage<T>, items: readonly T[]): ListPage<T> {
  return { ...page, items, mayHaveMore: next !== undefined };
}
