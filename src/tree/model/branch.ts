import type { LoadedSection } from "./loadedSection";
import type { EntryRow, Row } from "./row";
import type { CallOptions } from "../../sources/contract/entry";

/** The listings under one row, or at the top, and what is loading there. */
export class Branch {
  row: EntryRow | undefined;
  listings: readonly LoadedSection[];
  #loading: { readonly done: Promise<void>; readonly controller: AbortController } | undefined;

  constructor(row: EntryRow | undefined, listings: readonly LoadedSection[]) {
    this.row = row;
    this.listings = listings;
  }

  get isLoading(): boolean {
    return this.#loading !== undefined;
  }

  get rows(): readonly Row[] {
    return this.listings.flatMap((listing) => listing.rows());
  }

  get entryRows(): readonly EntryRow[] {
    return this.listings.flatMap(({ entryRows }) => entryRows);
  }

  listing(sectionId: string): LoadedSection | undefined {
    return this.listings.find(({ section }) => section.id === sectionId);
  }

  /** A row asked for alone; undefined when no listing can be asked for it. */
  async pick(id: string, options: CallOptions): Promise<EntryRow | undefined> {
    for (const listing of this.listings) {
      const row = await listing.pick(id, options);
      if (row !== undefined) {
        return row;
      }
    }
    return undefined;
  }

  /** Joins a load that is under way, and starts `work` when there is none, unless it is `over` by then. */
  async run(work: (signal: AbortSignal) => Promise<void> | undefined, isOver: () => boolean): Promise<void> {
    while (this.#loading !== undefined) {
      await this.#loading.done;
    }
    if (isOver()) {
      return;
    }
    const controller = new AbortController();
    const done = Promise.resolve(work(controller.signal)).finally(() => (this.#loading = undefined));
    this.#loading = { done, controller };
    await done;
  }

  abort(): void {
    this.#loading?.controller.abort();
  }

  /**
   * Lets what a run has written be listed again. A load that is under way goes on, or a slow one would never end, and what
   * failed waits for the user.
   */
  outdate(): void {
    const hasFailed = (listing: LoadedSection) => listing.rows().some(({ kind }) => kind === "failure");
    const written = this.listings.filter(({ section }) => section.isWrittenByRun === true);
    for (const listing of this.isLoading ? [] : written.filter((each) => !hasFailed(each))) {
      listing.invalidate();
    }
  }

  /** Stops what loads, and lets everything be requested again. */
  invalidate(): void {
    this.abort();
    for (const listing of this.listings) {
      listing.invalidate();
    }
  }
}
