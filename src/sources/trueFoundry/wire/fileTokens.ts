import { toNumber } from "../../../text/looseValues";
import type { ListPage } from "../../contract/listPage";
import type { ListedFile } from "../../shared/listedPaths";
import { givenOn } from "../../shared/unread";
import type { FilePage } from "./fileWire";

/** How planes since October 2025 spell the request's token, and how those before do. */
type Spelling = "pageToken" | "page_token";

const DIVIDER = ":";

/** The fields of a request for the page behind a cursor: its token, spelled as in the answer that it came with. */
export function tokenFields(cursor: string | undefined): Readonly<Record<string, string>> {
  if (cursor === undefined) {
    return {};
  }
  const [, spelling = "pageToken", token = ""] = /^(pageToken|page_token):(.*)$/s.exec(cursor) ?? [];
  return { [spelling]: token };
}

/** A full page may have another one behind it, unless a token that is empty or null says that there is none. */
export function filePageOf(
  { data: list, pagination }: FilePage,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit?: number },
): ListPage<ListedFile> {
  const next = nextOf(pagination);
  if (next === undefined) {
    const isOpen = isFull(givenOn(list), limit, toNumber(pagination.limit)) && !saysEnd(pagination);
    return isOpen ? { ...list, mayHaveMore: true } : list;
  }
  // An empty page brings nothing new, and a token that leads to itself has no end.
  return next === cursor || givenOn(list) === 0 ? { ...list, mayHaveMore: true } : { ...list, next };
}

/** A service may give fewer than it is asked for, and says so. */
function isFull(count: number, asked = Infinity, given = Infinity): boolean {
  return count > 0 && count >= Math.min(asked, given);
}

type Pagination = FilePage["pagination"];

function nextOf({ nextPageToken, next_page_token: older }: Pagination): string | undefined {
  return cursorOf("pageToken", nextPageToken) ?? cursorOf("page_token", older);
}

function saysEnd({ nextPageToken, next_page_token: older }: Pagination): boolean {
  return nextPageToken !== undefined || older !== undefined;
}

function cursorOf(spelling: Spelling, token: string | null | undefined): string | undefined {
  return token === undefined || token === null || token === "" ? undefined : spelling + DIVIDER + token;
}
