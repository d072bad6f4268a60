import type { CallOptions, Entry } from "../../sources/contract/entry";
import type { ListPage } from "../../sources/contract/listPage";
import type { Section } from "../../sources/contract/source";
import { newOn } from "../../sources/shared/pageWalk";

/** The listing that filters and orders are for, or the last. */
export function mainSection(sections: readonly Section[]): Section | undefined {
  return sections.find(({ isFiltered }) => isFiltered !== undefined) ?? sections.at(-1);
}

/** The rows of a listing, one after the other over its pages, as often as an agent goes on. */
export class RowWalk {
  readonly section: Section;
  readonly #ids = new Set<string>();
  #waiting: Entry[] = [];
  #last: ListPage<Entry> | undefined;
  /** Rows that were taken. */
  taken = 0;
  /** Rows that could not be read. */
  unread = 0;

  constructor(section: Section) {
    this.section = section;
  }

  get total(): number | undefined {
    return this.#last?.looked === undefined ? this.#last?.total : undefined;
  }

  get isOver(): boolean {
    return this.#waiting.length === 0 && this.#last !== undefined && this.#last.next === undefined;
  }

  /** The next rows, as many as are wanted or there are. @throws ApiError */
  async next(count: number, options: CallOptions): Promise<readonly Entry[]> {
    while (this.#waiting.length < count && (this.#last === undefined || this.#last.next !== undefined)) {
      const page = newOn(await this.section.load(this.#last?.next, options), this.#ids, ({ id }) => id);
      this.#last = page;
      this.#waiting.push(...page.items);
      this.unread += page.unread?.count ?? 0;
    }
    const rows = this.#waiting.slice(0, count);
    this.#waiting = this.#waiting.slice(count);
    this.taken += rows.length;
    return rows;
  }

  /** Gives the last rows back, which an answer had no room for. */
  giveBack(rows: readonly Entry[]): void {
    this.#waiting = [...rows, ...this.#waiting];
    this.taken -= rows.length;
  }
}
