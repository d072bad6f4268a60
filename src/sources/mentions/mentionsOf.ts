import { withoutTrailing } from "../../text/cutText";
import type { Mention } from "../contract/mentions";

const URLS = /https?:\/\/[^\s"'`<>()[\]{}]+/dgi;

/** A sentence's point and a path's slash are not part of what is meant. */
const TRAILING = "/.,;:!?";

/** Every match of a pattern with the flags `g` and `d`; its first group, or all of it, is the place. */
export function mentionsOf(
  text: string,
  pattern: RegExp,
  addressOf: (match: RegExpMatchArray) => string | undefined,
): readonly Mention[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [start, end] = match.indices?.[1] ?? match.indices?.[0] ?? [0, 0];
    const address = addressOf(match);
    return address === undefined ? [] : [{ start, end, address }];
  });
}

/** The web addresses of a text that name something. They are given as `withoutTrailingMarks` leaves them. */
export function webMentions(text: string, addressOf: (url: string) => string | undefined): readonly Mention[] {
  return mentionsOf(text, URLS, ([url]) => addressOf(withoutTrailingMarks(url)));
}

export function withoutTrailingMarks(url: string): string {
  return withoutTrailing(url, TRAILING);
}
