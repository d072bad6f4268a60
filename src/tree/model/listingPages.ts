import type { CallOptions, Entry } from "../../sources/contract/entry";
import type { ListPage } from "../../sources/contract/listPage";
import type { Section } from "../../sources/contract/source";
import { defined } from "../../text/defined";

/** Pages one after the other, as one: `total` and `next` are the last one's. */
interface LoadedPages extends ListPage<Entry> {
  readonly count: number;
}

/** The first pages of a section, as far as there are so many. @throws ApiError, or the signal's reason. */
export async function loadPages(section: Section, most: number, options: CallOptions): Promise<LoadedPages> {
  let page = await section.load(undefined, options);
  const items = [...page.items];
  let looked = page.looked;
  let count = 1;
  for (; count < most && page.next !== undefined; count++) {
    page = await section.load(page.next, options);
    for (const item of page.items) {
      items.push(item);
    }
    looked = sumOf(looked, page.looked);
  }
  const { next, total } = page;
  return {
    items,
    count,
    ...defined({ next, total, looked }),
  };
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
