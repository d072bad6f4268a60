import type { CallOptions, Entry } from "../../sources/contract/entry";
import type { ListPage, Unread } from "../../sources/contract/listPage";
import type { Section } from "../../sources/contract/source";
import { newOn } from "../../sources/shared/pageWalk";
import { joinUnread } from "../../sources/shared/unread";
import { defined } from "../../text/defined";

/** Pages one after the other, as one: `total` and `next` are the last one's. */
interface LoadedPages extends ListPage<Entry> {
  readonly count: number;
}

/**
 * The first pages of a section, as far as there are so many. A service that gains rows between two pages gives one of them twice:
 * the first stays. @throws ApiError, or the signal's reason.
 */
export async function loadPages(section: Section, most: number, options: CallOptions): Promise<LoadedPages> {
  const ids = new Set<string>();
  let page = newOn(await section.load(undefined, options), ids, idOf);
  const items = [...page.items];
  let { looked, unread } = page;
  let count = 1;
  for (; count < most && page.next !== undefined; count++) {
    page = newOn(await section.load(page.next, options), ids, idOf);
    for (const item of page.items) {
      items.push(item);
    }
    looked = sumOf(looked, page.looked);
    unread = joinUnread(unread, page.unread);
  }
  const { next, total, mayHaveMore } = page;
  return { items, count, ...defined({ next, total, looked, mayHaveMore, unread }) };
}

/** A further page without the rows that are there. */
export function newRowsOn(page: ListPage<Entry>, rows: { has(id: string): boolean }): ListPage<Entry> {
  const added = new Set<string>();
  const known = { has: (id: string) => rows.has(id) || added.has(id), add: (id: string) => added.add(id) };
  return newOn(page, known, idOf);
}

function idOf({ id }: Entry): string {
  return id;
}

/** How many rows there are, as far as it is known. */
export interface ListingCounts {
  readonly shown: number;
  readonly total?: number | undefined;
  /** How many the service gave so far, where only some of them are shown: `total` counts all of those then. */
  readonly looked?: number | undefined;
  readonly hasMore: boolean;
}

/** Of what is known of each page; undefined as soon as one says nothing. */
export function sumOf(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}

export interface LastPage extends Pick<ListPage<Entry>, "total" | "next" | "mayHaveMore"> {
  /** Of all pages. */
  readonly unread?: Unread | undefined;
  readonly looked?: number | undefined;
  /** How many entries there were when they were asked for. */
  readonly asked: number;
  readonly pages: number;
}
