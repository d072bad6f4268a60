import { ApiError } from "../../http/apiError";
import { formatCount } from "../../text/formatNumbers";
import type { ListPage, Unread } from "../contract/listPage";

/** A sentence is read at a glance. */
const MOST_REASONS = 3;

/** Adds up the items left out of several pages. */
export function joinUnread(one: Unread | undefined, other: Unread | undefined): Unread | undefined {
  if (one === undefined || other === undefined) {
    return one ?? other;
  }
  const reasons = [...new Set([...one.reasons, ...other.reasons])].slice(0, MOST_REASONS);
  return { count: one.count + other.count, reasons };
}

/** Counts one more. */
export function alsoUnread(before: Unread | undefined, reason: string): Unread {
  const known = before?.reasons ?? [];
  const isNew = known.length < MOST_REASONS && !known.includes(reason);
  return { count: (before?.count ?? 0) + 1, reasons: isNew ? [...known, reason] : known };
}

/** "2 runs could not be read: no id". `noun` is plural, `where` says " in logs". */
export function unreadText({ count, reasons }: Unread, noun: string, where = ""): string {
  const what = (count === 1 ? noun.replace(/s$/, "") : noun) + where;
  return `${formatCount(count)} ${what} could not be read: ${reasons.join("; ")}`;
}

/** How many items the service gave on a page, whether they could be read or not. */
export function givenOn({ items, unread }: Pick<ListPage<unknown>, "items" | "unread">): number {
  return items.length + (unread?.count ?? 0);
}

/** For what is not among the items of a page, and may be what could not be read. */
export function mayBeUnread({ reasons }: Unread): ApiError {
  return new ApiError("badResponse", `the answer could not be read: ${reasons.join("; ")}`);
}
