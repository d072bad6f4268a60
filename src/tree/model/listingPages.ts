import type { CallOptions, Entry } from "../../sources/contract/entry";
import type { ListPage, Unread } from "../../sources/contract/listPage";
import type { Section } from "../../sources/contract/source";
import { AheadPages } from "../../sources/shared/aheadPages";
import { newOn } from "../../sources/shared/pageWalk";
import { joinUnread } from "../../sources/shared/unread";
import { defined } from "../../text/defined";

/** Pages one after the other, as one: `total` and `next` are the last one's. */
interface LoadedPages extends ListPage<Entry> {
  /** The cursors of the pages, behind the first's, which has none. */
  /** Of all pages, behind the first's, which has none. */
  readonly cursors: readonly string[];
}

/**
 * As many of a section's first pages as there were, as far as there are so many. A service that gains rows between two pages gives
 * one of them twice: the first stays. @throws ApiError, or the signal's reason.
 * @param cursors Those of the pages that were loaded before.
 */
export async function loadPages(
  section: Section,
  cursors: readonly string[],
  options: CallOptions,
): Promise<LoadedPages> {
  const ahead = new AheadPages(section, cursors, options);
  try {
    return await walkAgain(ahead, cursors.length + 1);
  } finally {
    ahead.dispose();
  }
}

async function walkAgain(pages: AheadPages<Entry>, most: number): Promise<LoadedPages> {
  const ids = new Set<string>();
  const cursors: string[] = [];
  let page = newOn(await pages.load(undefined), ids, idOf);
  const items = [...page.items];
  let { looked, unread } = page;
  while (cursors.length + 1 < most && page.next !== undefined) {
    cursors.push(page.next);
    page = newOn(await pages.load(page.next), ids, idOf);
    for (const item of page.items) {
      items.push(item);
    }
    looked = sumOf(looked, page.looked);
    unread = joinUnread(unread, page.unread);
  }
  const { next, total, mayHaveMore } = page;
  return { items, cursors, ...defined({ next, total, looked, mayHaveMore, unread }) };
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

/** The state of a listing after its last page. */
export interface LastPage extends Pick<ListPage<Entry>, "next" | "mayHaveMore"> {
  readonly total?: number | undefined;
  /** Of all pages. */
  readonly unread?: Unread | undefined;
  readonly looked?: number | undefined;
  /** How many entries there were when they were asked for. */
  readonly asked: number;
  /** Of all pages, behind the first's, which has none. */
  readonly cursors: readonly string[];
}
