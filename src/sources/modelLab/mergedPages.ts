import type { CallOptions } from "../contract/entry";
import type { ListPage, LoadPage, Unread } from "../contract/listPage";
import { MOST_PAGES, newOn } from "../shared/pageWalk";
import { joinUnread } from "../shared/unread";
import { defined } from "../../text/defined";

interface Stream<T> {
  readonly load: LoadPage<T>;
  readonly items: readonly T[];
  readonly cursor: string | undefined;
  readonly hasMore: boolean;
  readonly mayHaveMore: boolean;
  readonly total: number | undefined;
  /** Unread items of its pages so far that were not reported yet. */
  readonly unread: Unread | undefined;
  /** The ids of what it gave. */
  readonly known: ReadonlySet<string>;
}

export interface MergeOptions<T> {
  /** The order that each of the lists has. */
  readonly compare: (a: T, b: T) => number;
  readonly idOf: (item: T) => string;
  readonly pageSize: number;
  /** True when an item may be in several of the lists: the total is known only at the end then. */
  readonly mayRepeat: boolean;
}

/**
 * Lists in one order as one list in that order. An item that is in several of them comes once.
 */
export function mergedPages<T>(
  loads: readonly LoadPage<T>[],
  { compare, idOf, pageSize, mayRepeat }: MergeOptions<T>,
): LoadPage<T> {
  const start = loads.map((load): Stream<T> => ({
    load,
    items: [],
    cursor: undefined,
    hasMore: true,
    mayHaveMore: false,
    total: 0,
    unread: undefined,
    known: new Set(),
  }));
  let streams: readonly Stream<T>[] = start;
  let seen: ReadonlySet<string> = new Set<string>();
  return async (cursor, options) => {
    let now = cursor === undefined ? start : streams;
    const known = new Set(cursor === undefined ? [] : seen);
    const items: T[] = [];
    while (items.length < pageSize) {
      const taken = await takeFirst(now, { compare, idOf }, options);
      now = taken.streams;
      if (taken.item === undefined) {
        break;
      }
      if (!known.has(idOf(taken.item))) {
        known.add(idOf(taken.item));
        items.push(taken.item);
      }
    }
    const left = unreadOf(now);
    // Only now, so that a page that failed can be asked for again.
    streams = now.map((stream) => ({ ...stream, unread: undefined }));
    seen = known;
    return now.some(({ items: left, hasMore }) => left.length > 0 || hasMore)
      ? { items, next: String(known.size), ...left, ...(mayRepeat ? {} : totalOf(now)) }
      : { items, total: known.size, ...left, ...doubtOf(now) };
  };
}

/** The item that comes first of all, and the lists without it; no item when all have ended. */
async function takeFirst<T>(
  streams: readonly Stream<T>[],
  { compare, idOf }: Pick<MergeOptions<T>, "compare" | "idOf">,
  options: CallOptions,
): Promise<{ readonly item: T | undefined; readonly streams: readonly Stream<T>[] }> {
  const full = await Promise.all(streams.map((stream) => filled(stream, idOf, options)));
  const first = firstOf(full, compare);
  const rest = full.map((stream, index) => (index === first ? { ...stream, items: stream.items.slice(1) } : stream));
  return { item: full[first]?.items[0], streams: rest };
}

/** A list with its next page loaded. One of which nothing could be read is passed over: what comes first may stand behind it. */
async function filled<T>(stream: Stream<T>, idOf: (item: T) => string, options: CallOptions): Promise<Stream<T>> {
  let full = stream;
  for (let count = 0; full.items.length === 0 && full.hasMore && count < MOST_PAGES; count++) {
    full = await nextPage(full, idOf, options);
  }
  return full;
}

async function nextPage<T>(stream: Stream<T>, idOf: (item: T) => string, options: CallOptions): Promise<Stream<T>> {
  const known = new Set(stream.known);
  const page = newOn(await stream.load(stream.cursor, options), known, idOf);
  const { items, next, total, mayHaveMore = false } = page;
  const unread = joinUnread(stream.unread, page.unread);
  return { load: stream.load, items, cursor: next, hasMore: next !== undefined, mayHaveMore, total, unread, known };
}

/** The index of the list whose next item comes first; -1 when all have ended. */
function firstOf<T>(streams: readonly Stream<T>[], compare: (a: T, b: T) => number): number {
  let best = -1;
  for (const [index, { items }] of streams.entries()) {
    const item = items[0];
    const bestItem = streams[best]?.items[0];
    if (item !== undefined && (bestItem === undefined || compare(item, bestItem) < 0)) {
      best = index;
    }
  }
  return best;
}

function unreadOf<T>(streams: readonly Stream<T>[]): Pick<ListPage<T>, "unread"> {
  return defined({ unread: streams.map((stream) => stream.unread).reduce(joinUnread, undefined) });
}

function doubtOf<T>(streams: readonly Stream<T>[]): Pick<ListPage<T>, "mayHaveMore"> {
  return streams.some(({ mayHaveMore }) => mayHaveMore) ? { mayHaveMore: true } : {};
}

function totalOf<T>(streams: readonly Stream<T>[]): { total?: number } {
  const totals = streams.map(({ total }) => total);
  return totals.every((total) => total !== undefined) ? { total: totals.reduce((sum, total) => sum + total, 0) } : {};
}

/** The beginning of a list, up to the first item that is not wanted. */
export function leadingPages<T>(load: LoadPage<T>, isWanted: (item: T) => boolean): LoadPage<T> {
  let before = 0;
  return async (cursor, options) => {
    const { items, next, mayHaveMore, unread } = await load(cursor, options);
    const left = unread && { unread };
    const end = items.findIndex((item) => !isWanted(item));
    const leading = end < 0 ? items : items.slice(0, end);
    before = leading.length + (cursor === undefined ? 0 : before);
    if (end < 0 && next !== undefined) {
      return { items: leading, next, ...left };
    }
    const doubt = end < 0 && mayHaveMore === true ? { mayHaveMore } : {};
    return { items: leading, total: before, ...left, ...doubt };
  };
}
