import type { CallOptions, Entry, EntryDetails } from "./entry";

/** A place in a text that names something of a system. */
export interface Mention {
  /** Of its first character. */
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
  /** Taken by `SourceAddresses.locate`. */
  readonly address: string;
}

/** Introduces something where it is only mentioned. */
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
