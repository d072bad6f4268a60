import type { DirectoryListing } from "../../sources/contract/sourceFiles";
import { unreadText } from "../../sources/shared/unread";

interface CutOffListingsOptions {
  /** For the user to see. */
  readonly show: (sentence: string) => void;
  readonly log: (sentence: string) => void;
}

/**
 * Says once of a directory that it may have more than was listed, or that some of it could not be read: the first is shown, and the
 * others are logged, as a search reads a whole folder.
 */
export class CutOffListings {
  readonly #options: CutOffListingsOptions;
  readonly #said = new Set<string>();

  constructor(options: CutOffListingsOptions) {
    this.#options = options;
  }

  say(address: string, name: string, { mayHaveMore, unread }: Omit<DirectoryListing, "items">): void {
    const sentences = [
      ...(unread === undefined ? [] : [`${unreadText(unread, "files", ` in ${name}`)}.`]),
      ...(mayHaveMore === true ? [`The service may have more files in ${name} than it listed.`] : []),
    ];
    if (sentences.length === 0 || this.#said.has(address)) {
      return;
    }
    this.#said.add(address);
    const { show, log } = this.#options;
    (this.#said.size === 1 ? show : log)(sentences.join(" "));
  }
}
