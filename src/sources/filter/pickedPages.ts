import type { LoadPage } from "../contract/listPage";
import { givenOn } from "../shared/unread";

/** Picks items that the service can't pick itself, and says how many it went through. */
export function pickedPages<T>(load: LoadPage<T>, isWanted: (item: T) => boolean): LoadPage<T> {
  return async (cursor, options) => {
    const page = await load(cursor, options);
    return { ...page, items: page.items.filter(isWanted), looked: givenOn(page) };
  };
}
