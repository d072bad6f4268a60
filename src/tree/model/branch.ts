import type { LoadedSection } from "./loadedSection";
import type { EntryRow, Row } from "./row";
import type { CallOptions } from "../../sources/contract/entry";

/** The listings under one row, or at the top, and what is loading there. */
export class Branch {
  row: EntryRow | undefined;
  listings: readonly LoadedSection[];
  #loading: { readonly done: Promise<void>; readonly controller: AbortController } | undefined;
  #behind: { readonly listings: readonly LoadedSection[]; readonly controller: AbortController } | undefined;
  #isOutdated = false;

  constructor(row: EntryRow | undefined, listings: readonly LoadedSection[]) {
    this.row = row;
    this.listings = listings;
  }

  get isLoading(): boolean {
    return this.#loading !== undefined || this.#behind !== undefined;
  }

  /** The rows on show are older than what a run has written. */
  get isOutdated(): boolean {
    return this.#isOutdated;
  }

  /** The listings to load before rows can be given. */
  get wanted(): readonly LoadedSection[] {
    return this.listings.filter((listing) => listing.needsLoad && this.#behind?.listings.includes(listing) !== true);
  }

  get rows(): readonly Row[] {
    return ([] as Row[]).concat(...this.listings.map((listing) => listing.rows()));
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

  /** Lists again what a run has written, while its rows stay. False when it was stopped. */
  async listBehind(): Promise<boolean> {
    const controller = new AbortController();
    const { signal } = controller;
    const listings = this.listings.filter(({ section, needsLoad }) => needsLoad && section.isWrittenByRun === true);
    this.#behind = { listings, controller };
    this.#isOutdated = false;
    await Promise.all(listings.map((listing) => listing.load({ signal })));
    if (!signal.aborted) {
      this.#behind = undefined;
    }
    return !signal.aborted;
  }

  /** The next load asks again. */
  stopBehind(): void {
    this.#behind?.controller.abort();
    this.#behind = undefined;
    this.#isOutdated = false;
  }

  abort(): void {
    this.stopBehind();
    this.#loading?.controller.abort();
  }

  /**
   * Lets what a run has written be listed again. A load that is under way goes on, or a slow one would never end, and what
   * failed waits for the user.
   */
  outdate(): void {
    const hasFailed = (listing: LoadedSection) => listing.rows().some(({ kind }) => kind === "failure");
    const written = this.listings.filter(({ section }) => section.isWrittenByRun === true);
    const outdated = this.isLoading ? [] : written.filter((each) => !hasFailed(each));
    this.#isOutdated = outdated.some(({ counts }) => counts !== undefined);
    for (const listing of outdated) {
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
