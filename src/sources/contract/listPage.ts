import type { CallOptions } from "./entry";

/** A listed item that could not be read is left out, and hides nothing else. */
export interface Unread {
  readonly count: number;
  /** Each once, the first few of them: "no id", "attributes.project_id can't be understood". */
  readonly reasons: readonly string[];
}

/** A page of a list, from the wire to the tree. */
export interface ListPage<T> {
  readonly items: readonly T[];
  /** Opaque: handed back to get the page behind this one. Absent on the last page. */
  readonly next?: string;
  /** How many items there are over all pages, when the service says so. */
  readonly total?: number;
  /** Items of the page that are left out, as they could not be read. */
  readonly unread?: Unread;
  /** How many the service gave for this page, where only some of them are items; `total` counts the others, too, then. */
  readonly looked?: number;
  /** True when there may be more that can't be asked for. Only without `next`. */
  readonly mayHaveMore?: boolean;
  /**
   * Cursors that the pages behind this one probably have, its `next` the first of them: they can be asked for side by side, and
   * count once a page has named them.
   */
  readonly ahead?: readonly string[];
}

/** A list that is not paged. */
export type WholeList<T> = Pick<ListPage<T>, "items" | "unread">;

/** Gives the first page without a cursor, and the page behind another with its `next`. */
export type LoadPage<T> = (cursor: string | undefined, options: CallOptions) => Promise<ListPage<T>>;
