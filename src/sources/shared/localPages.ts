import type { LoadPage, WholeList } from "../contract/listPage";
import type { CallOptions, Entry } from "../contract/entry";
import { BY_NAME } from "./paths/nameOrder";
import type { RowList } from "./paths/pathListing";

/** Rows shown at a time of a listing that the service gives whole: VS Code draws these in an instant, and not 100,000. */
const LOCAL_PAGE_SIZE = 1_000;

/**
 * The pages of a listing that arrives whole. The first page fetches it; the later ones are cut from what was fetched.
 */
export function localPages<E extends Entry>(
  fetch: (options: CallOptions) => Promise<Pick<WholeList<E>, "unread"> & { readonly items: RowList<E> }>,
): LoadPage<E> {
  let listing: RowList<E> = [];
  return async (cursor, options) => {
    const { items, ...rest } = cursor === undefined ? await fetch(options) : { items: listing };
    listing = items;
    const start = Number(cursor ?? 0);
    const end = start + LOCAL_PAGE_SIZE;
    const page = { ...rest, items: listing.slice(start, end), total: listing.length };
    return end < listing.length ? { ...page, next: String(end) } : page;
  };
}

/** Directories first, then by name as a person counts: `checkpoint-2` before `checkpoint-10`. */
export function sortListing<E extends Entry>(entries: readonly E[]): E[] {
  return [...entries].sort(
    (a, b) => Number(b.isExpandable) - Number(a.isExpandable) || BY_NAME.compare(a.name, b.name),
  );
}
