import type { CallOptions, Entry, EntryDetails } from "./source";
import { withoutTrailing } from "./withoutTrailing";

const URLS = /https?:\/\/[^\s"'`<>()[\]{}]+/dgi;
/** A sentence's point and a path's slash are not part of what is meant. */
const TRAILING = "/.,;:!?";

/** A place in a text that names something of a system. */
export interface Mention {
  /** Of its first character. */
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
  /** What `ArtifactSource.locate` takes. */
  readonly address: string;
}

/** What is said of something where it is only mentioned. */
export interface Introduction {
  readonly name: string;
  /** A few facts that help to recognize it; the rest is left to its row and its page. */
  readonly details: EntryDetails;
}

/** How things of a system are recognized in files that mention them. */
export interface SourceMentions<E extends Entry = Entry> {
  /** Sends nothing. `loaded` is what the view has loaded, for addresses that say nothing of themselves. */
  find(text: string, loaded: readonly E[]): readonly Mention[];
  /** @throws ApiError, of kind notFound for what is no more; or the signal's reason when aborted. */
  introduce(address: string, options: CallOptions): Promise<Introduction>;
}

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
