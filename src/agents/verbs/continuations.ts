import type { RowListing } from "./rowListing";

/** Listings that can be gone on with; the oldest are forgotten first. */
const MOST = 200;

/** Listings that an answer had no room for the rest of, by short names: a service's own cursors may be long, and are text from outside. */
export class Continuations {
  readonly #kept = new Map<string, RowListing>();
  #count = 0;

  /** @returns the name to go on with. */
  keep(listing: RowListing): string {
    const name = `c${(this.#count += 1)}`;
    this.#kept.set(name, listing);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST) {
        break;
      }
      this.#kept.delete(oldest);
    }
    return name;
  }

  find(name: string): RowListing | undefined {
    return this.#kept.get(name);
  }
}
