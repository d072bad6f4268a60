import type { CallOptions, Page, Section } from "../sources/source";
import { sumOf } from "./listingCounts";

/** Pages one after the other, as one: `total` and `next` are the last one's. */
export interface LoadedPages extends Page {
  readonly count: number;
}

/** The first pages of a section, as far as there are so many. @throws ApiError, or the signal's reason. */
export async function loadPages(section: Section, most: number, options: CallOptions): Promise<LoadedPages> {
  let page = await section.load(undefined, options);
  const entries = [...page.entries];
  let looked = page.looked;
  let count = 1;
  for (; count < most && page.next !== undefined; count++) {
    page = await section.load(page.next, options);
    entries.push(...page.entries);
    looked = sumOf(looked, page.looked);
  }
  const { next, total } = page;
  return {
    entries,
    count,
    ...(next === undefined ? {} : { next }),
    ...(total === undefined ? {} : { total }),
    ...(looked === undefined ? {} : { looked }),
  };
}
