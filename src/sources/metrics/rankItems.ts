import type { MetricDirection } from "../contract/panelContent";
import type { Unread } from "../contract/listPage";
import type { BestOptions } from "../contract/runMetrics";
import type { PagedList } from "../shared/aheadPages";
import { AheadPages } from "../shared/aheadPages";
import { MOST_PAGES, newOn } from "../shared/pageWalk";
import { givenOn, joinUnread } from "../shared/unread";

const MOST_BEST = 10;

export interface Ranking<T> {
  /** The best first, ten at most; of equal ones, the one that is listed first. */
  readonly best: readonly T[];
  readonly looked: number;
  /** How many have a number for a value. */
  readonly ranked: number;
  /** How many have NaN or an infinite value, which never win. */
  readonly odd: number;
  /** True when the walk ended before the list did. */
  readonly mayHaveMore: boolean;
  readonly unread: Unread | undefined;
}

interface RankBy<T> {
  readonly direction: MetricDirection;
  readonly valueOf: (item: T) => number | undefined;
  readonly idOf: (item: T) => string;
}

/** Goes through all pages of a list for the items with the best values. @throws ApiError, or the signal's reason when aborted. */
export async function rankItems<T>(list: PagedList<T>, by: RankBy<T>, options: BestOptions): Promise<Ranking<T>> {
  const pages = new AheadPages(list, [], options);
  const known = new Set<string>();
  const leaders = new Leaders(by);
  let looked = 0;
  let unread: Unread | undefined;
  try {
    let page = await pages.load(undefined);
    pages.expect(page.ahead ?? []);
    for (let count = 1; ; count++) {
      options.signal.throwIfAborted();
      page = newOn(page, known, by.idOf);
      leaders.add(page.items);
      looked += givenOn(page);
      unread = joinUnread(unread, page.unread);
      options.onProgress?.(looked, page.total);
      if (page.next === undefined || count >= MOST_PAGES) {
        const mayHaveMore = page.next !== undefined || page.mayHaveMore === true;
        return { ...leaders.found, looked, mayHaveMore, unread };
      }
      page = await pages.load(page.next);
    }
  } finally {
    pages.dispose();
  }
}

interface Valued<T> {
  readonly item: T;
  readonly value: number;
}

class Leaders<T> {
  readonly #by: RankBy<T>;
  #best: readonly Valued<T>[] = [];
  #ranked = 0;
  #odd = 0;

  constructor(by: RankBy<T>) {
    this.#by = by;
  }

  get found(): Pick<Ranking<T>, "best" | "ranked" | "odd"> {
    return { best: this.#best.map(({ item }) => item), ranked: this.#ranked, odd: this.#odd };
  }

  add(items: readonly T[]): void {
    const { direction, valueOf } = this.#by;
    const sign = direction === "lower" ? 1 : -1;
    const valued = items.flatMap((item) => {
      const value = valueOf(item);
      return value === undefined ? [] : [{ item, value }];
    });
    const finite = valued.filter(({ value }) => Number.isFinite(value));
    this.#ranked += finite.length;
    this.#odd += valued.length - finite.length;
    const all = [...this.#best, ...finite].sort((a, b) => sign * (a.value - b.value));
    this.#best = all.slice(0, MOST_BEST);
  }
}
