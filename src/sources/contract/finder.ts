import type { CallOptions, DetailPart, Entry, Icon } from "./entry";
import type { ListPage } from "./listPage";

/** A result of a search by name: enough to tell it from others, and the address that `locate` takes. */
export interface Found {
  readonly name: string;
  readonly detail: readonly DetailPart[];
  readonly icon: Icon;
  readonly address: string;
}

/** One kind of thing that a name is looked for in. Those of a system are asked side by side, and fail on their own. */
export interface FindGroup {
  /** Plural: "runs". */
  readonly noun: string;
  /** The likeliest first; a handful, not all. @throws ApiError, or the signal's reason when aborted. */
  find(text: string, options: CallOptions): Promise<ListPage<Found>>;
}

/** Finds things of a system while the user types. */
export interface SourceFinder<E extends Entry = Entry> {
  readonly groups: readonly FindGroup[];
  /** You can paste: "a run's ID", with an example. */
  readonly examples: readonly { readonly what: string; readonly example: string }[];
  /** Words an address that `locate` takes: "run 70158"; undefined for any other text. Sends nothing. */
  read(text: string, loaded: readonly E[]): string | undefined;
}
