import type { ListPage, Unread } from "../sources/contract/listPage";
import { joinUnread } from "../sources/shared/unread";
import { defined } from "../text/defined";

export interface LoadCounts {
  /** How many runs came. */
  readonly loaded: number;
  readonly total?: number;
  readonly unread?: Unread;
  /** The service may have more that it can't be asked for. */
  readonly mayHaveMore: boolean;
}

/** Counts one more page, of which some runs are new. */
export function alsoCounted(before: LoadCounts, page: ListPage<unknown>, added: number): LoadCounts {
  return {
    loaded: before.loaded + added,
    mayHaveMore: before.mayHaveMore || page.mayHaveMore === true,
    ...defined({ total: page.total ?? before.total, unread: joinUnread(before.unread, page.unread) }),
  };
}
