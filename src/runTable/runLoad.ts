import type { CallOptions, Entry } from "../sources/contract/entry";
import type { ListPage } from "../sources/contract/listPage";
import type { RunListing } from "../sources/contract/runTables";
import type { LoadCounts } from "./loadCounts";
import { MOST_PAGES } from "../sources/shared/pageWalk";
import { alsoCounted } from "./loadCounts";

/** Pages asked for side by side. */
const AT_ONCE = 4;
/** A table of more would fill the memory of the editor. */
export const MOST_RUNS = 100_000;

type Cursor = string | undefined;

/** Takes the new runs of a page, the first of which stands at a place in the service's order. Gives how many are new. */
type TakeRuns = (entries: readonly Entry[], place: number) => number;

/** Places are counted in pages of this many. */
const PAGE_SPAN = 10_000;

/**
 * Loads all pages of a listing, some of them side by side where the service numbers them. It can be stopped, and goes on where it
 * was: no page is asked for twice.
 */
export class RunLoad {
  readonly #listing: RunListing;
  readonly #take: TakeRuns;
  /** Told after each page. */
  readonly #onPage: () => void;
  /** Pages still to be asked for, with their places among the pages. */
  #queue: { readonly cursor: Cursor; readonly page: number }[] = [{ cursor: undefined, page: 0 }];
  /** The cursors that the service should name, by the one before each. */
  #expected = new Map<Cursor, Cursor>();
  #pages = 1;
  #underWay = 0;
  #counts: LoadCounts = { loaded: 0, mayHaveMore: false };

  constructor(listing: RunListing, take: TakeRuns, onPage: () => void) {
    this.#listing = listing;
    this.#take = take;
    this.#onPage = onPage;
  }

  get counts(): LoadCounts {
    return this.#counts;
  }

  /** True when there are runs behind the cap. */
  get isCapped(): boolean {
    return this.#counts.loaded >= MOST_RUNS && this.#queue.length > 0;
  }

  get isDone(): boolean {
    return this.#underWay === 0 && (this.#queue.length === 0 || this.isCapped);
  }

  /** Loads until all is there. @throws ApiError when a page fails, or the signal's reason: what came stays. */
  async run(options: CallOptions): Promise<void> {
    const failures: unknown[] = [];
    const lane = async () => {
      while (failures.length === 0 && this.#queue.length > 0 && !this.isCapped) {
        options.signal.throwIfAborted();
        await this.#next(options).catch((error: unknown) => failures.push(error));
      }
    };
    // The first page alone tells which others there are.
    await (this.#counts.loaded === 0 && this.#queue.length > 0 ? this.#next(options) : undefined);
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    if (failures.length > 0) {
      throw failures[0];
    }
  }

  async #next(options: CallOptions): Promise<void> {
    const wanted = this.#queue.shift();
    if (wanted === undefined) {
      return;
    }
    this.#underWay += 1;
    try {
      const answer = await this.#listing.load(wanted.cursor, options);
      options.signal.throwIfAborted();
      this.#accept(answer, wanted);
    } catch (error) {
      this.#queue.unshift(wanted);
      throw error;
    } finally {
      this.#underWay -= 1;
    }
  }

  #accept(answer: ListPage<Entry>, { cursor, page }: { readonly cursor: Cursor; readonly page: number }): void {
    const added = this.#take(answer.items, page * PAGE_SPAN);
    this.#counts = alsoCounted(this.#counts, answer, added);
    if (cursor === undefined) {
      this.#plan(answer);
    } else if (this.#expected.get(cursor) !== answer.next) {
      this.#follow(answer, added, page);
    }
    this.#onPage();
  }

  /** Pages that are known ahead, or else the next one. */
  #plan(first: ListPage<Entry>): void {
    const { ahead = [] } = first;
    const cursors = ahead.length > 0 ? ahead : first.next === undefined ? [] : [first.next];
    this.#queue = cursors.map((cursor, index) => ({ cursor, page: index + 1 }));
    this.#expected = new Map(ahead.map((cursor, index) => [cursor, ahead[index + 1]]));
    this.#pages = cursors.length + 1;
  }

  /**
   * Goes where the service leads, one page after the other: what was planned does not hold any more. A page that brings nothing new
   * ends it, and so does the last that is asked for.
   */
  #follow(answer: ListPage<Entry>, added: number, page: number): void {
    const { next } = answer;
    const isLastOfPlan = page === this.#pages - 1;
    if (!isLastOfPlan) {
      this.#queue = this.#queue.filter((other) => other.page < page);
    }
    this.#expected.clear();
    if (next !== undefined && page + 1 < MOST_PAGES && (added > 0 || isFruitful(answer))) {
      this.#pages = page + 2;
      this.#queue.push({ cursor: next, page: page + 1 });
    } else if (next !== undefined) {
      this.#counts = { ...this.#counts, mayHaveMore: true };
    }
  }
}

/** True for a page whose items could not be read, or were left out by a filter of ours. */
function isFruitful({ items, unread, looked = 0 }: ListPage<Entry>): boolean {
  return unread !== undefined || looked > items.length;
}
