import type { CallOptions, Entry } from "../../sources/contract/entry";
import type { ListPage } from "../../sources/contract/listPage";
import type { Section } from "../../sources/contract/source";
import { newOn } from "../../sources/shared/pageWalk";
import { formatCount } from "../../text/formatNumbers";

/** Pages that are read for one answer: a filter of ours may leave nothing of many, and a service may always have another one. */
const MOST_PAGES = 100;

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

  /** Says what is not among the rows so far, though it may be there. */
  get gaps(): readonly string[] {
    const { noun } = this.section;
    return [
      ...(this.unread === 0 ? [] : [`${formatCount(this.unread)} ${noun} could not be read and are left out.`]),
      ...(this.#last?.mayHaveMore === true ? [`The service may have more ${noun} than it listed.`] : []),
    ];
  }

  /** The next rows, as many as are wanted, or as there are on so many pages. @throws ApiError */
  async next(count: number, options: CallOptions): Promise<readonly Entry[]> {
    for (let pages = 0; pages < MOST_PAGES && this.#waiting.length < count && this.#hasNextPage; pages += 1) {
      const page = newOn(await this.section.load(this.#last?.next, options), this.#ids, ({ id }) => id);
      this.#last = page;
      this.#waiting = [...this.#waiting, ...page.items];
      this.unread += page.unread?.count ?? 0;
    }
    const rows = this.#waiting.slice(0, count);
    this.#waiting = this.#waiting.slice(count);
    this.taken += rows.length;
    return rows;
  }

  get #hasNextPage(): boolean {
    return this.#last === undefined || this.#last.next !== undefined;
  }

  /** Gives the last rows back, which an answer had no room for. */
  giveBack(rows: readonly Entry[]): void {
    this.#waiting = [...rows, ...this.#waiting];
    this.taken -= rows.length;
  }
}
