interface CutOffListingsOptions {
  /** For the user to see. */
  readonly show: (sentence: string) => void;
  readonly log: (sentence: string) => void;
}

/**
 * Says once of a directory that it may have more than was listed: the first is shown, and the others are logged, as a search
 * reads a whole folder.
 */
export class CutOffListings {
  readonly #options: CutOffListingsOptions;
  readonly #said = new Set<string>();

  constructor(options: CutOffListingsOptions) {
    this.#options = options;
  }

  say(address: string, name: string): void {
    if (this.#said.has(address)) {
      return;
    }
    this.#said.add(address);
    const { show, log } = this.#options;
    const sentence = `The service may have more files in ${name} than it listed.`;
    (this.#said.size === 1 ? show : log)(sentence);
  }
}
