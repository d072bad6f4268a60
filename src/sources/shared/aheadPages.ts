import type { ListPage, LoadPage } from "../contract/listPage";
import type { CallOptions } from "../contract/entry";

/** Pages asked for side by side. */
const MOST_AT_ONCE = 4;

/** A list that is given in pages. */
export interface PagedList<T> {
  load: LoadPage<T>;
  /** True where cursors are numbers of pages: those that the service has given can be used again, and side by side. */
  readonly hasLastingCursors?: boolean;
}

/**
 * The pages of a list, some of them asked for before they are wanted: those that the service has named before, or lets expect.
 * A page that it names otherwise this time is asked for alone.
 */
export class AheadPages<T> {
  readonly #list: PagedList<T>;
  readonly #signal: AbortSignal;
  readonly #end = new AbortController();
  /** Not yet asked for. */
  #coming: readonly (string | undefined)[];
  readonly #asked = new Map<string | undefined, Promise<ListPage<T>>>();

  /** @param cursors Those of the pages behind the first that were loaded before. */
  constructor(list: PagedList<T>, cursors: readonly string[], { signal }: CallOptions) {
    this.#list = list;
    this.#signal = AbortSignal.any([signal, this.#end.signal]);
    this.#coming = list.hasLastingCursors === true ? [undefined, ...cursors] : [];
    this.#askAhead();
  }

  async load(cursor: string | undefined): Promise<ListPage<T>> {
    const page = await (this.#asked.get(cursor) ?? this.#ask(cursor));
    this.#asked.delete(cursor);
    this.#askAhead();
    return page;
  }

  /** Takes the cursors that the pages to come will probably have. A page is taken once another has named it, and not before. */
  expect(cursors: readonly string[]): void {
    this.#coming = this.#list.hasLastingCursors === true ? cursors : [];
    this.#askAhead();
  }

  /** Ends what was asked for in vain. */
  dispose(): void {
    this.#end.abort();
  }

  #askAhead(): void {
    while (this.#asked.size < MOST_AT_ONCE && this.#coming.length > 0) {
      const [cursor, ...others] = this.#coming;
      this.#coming = others;
      const asked = this.#ask(cursor);
      // A page that is not wanted in the end has not failed.
      asked.catch(() => undefined);
      this.#asked.set(cursor, asked);
    }
  }

  #ask(cursor: string | undefined): Promise<ListPage<T>> {
    return this.#list.load(cursor, { signal: this.#signal });
  }
}
