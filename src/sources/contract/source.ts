import type { SourceAddresses } from "./addresses";
import type { EntryArchive, EntryChanges, EntryDeletion } from "./entryChanges";
import type { FilePlace, SourceFiles } from "./sourceFiles";
import type { ListPage } from "./listPage";
import type { LiveRuns } from "./liveRuns";
import type { SourceOwners } from "./owners";
import type { RunMetrics } from "./runMetrics";
import type { SeriesSource } from "./seriesSource";
import type { SourceMentions } from "./mentions";
import type { SourcePanels } from "./panelContent";
import type { EntryFilter, EntrySort } from "./entryFilter";
import type { SourceRunTables } from "./runTables";
import type { ListingChoices } from "./listingChoices";
import type { SourceFinder } from "./finder";
import type { Shell } from "../../text/shell";
import type { CallOptions, Icon, DetailPart, CopyTarget, Entry, EntryDetails } from "./entry";

/** One listing below a row. A row may have several, which are loaded side by side, and fail and page on their own. */
export interface Section<E extends Entry = Entry> {
  /** Unique among the sections of a row, and stable. */
  readonly id: string;
  /** Plural, for "Could not list <noun>". */
  readonly noun: string;
  /** Shown in an empty listing, "No runs yet"; without it, an empty listing shows nothing. */
  readonly emptyText?: string;
  /** True for the results of the source's search: a request that the service refuses is for the user to change. */
  readonly isSearch?: boolean;
  /** True when the filter of the row above, or of the top, narrows it. */
  readonly isFiltered?: boolean;
  /** True for what a run writes while it is under way: it is listed again when the run's row has changed. */
  readonly isWrittenByRun?: boolean;
  /** @throws ApiError, or the signal's reason when aborted. */
  load(cursor: string | undefined, options: CallOptions): Promise<ListPage<E>>;
  /** True where cursors are numbers of pages: those that the service has given can be used again, and side by side. */
  readonly hasLastingCursors?: boolean;
  /**
   * The entries with some row ids, asked for alone, on whatever page and behind whatever filter they stand. Ids that are not of
   * this listing, or of nothing any more, are left out; asking for none sends nothing.
   */
  pick?(ids: readonly string[], options: CallOptions): Promise<readonly E[]>;
  /** True for an entry that goes before all others, as starred and pinned ones do. */
  isOnTop?(entry: E): boolean;
  /** Row ids of what was on top when it was last seen, on whatever page it stands, the latest last. Sends nothing. */
  topIds?(): readonly string[];
}

/** Another run or version that may have a file of the same path. */
export interface Sibling {
  readonly id: string;
  readonly name: string;
  readonly detail: readonly DetailPart[];
  readonly icon: Icon;
  /** Where the file lies in it, if it has one. */
  readonly place: FilePlace;
  /** Where it lies from the root of the run or version, as a person says it: `lora_model/adapter_config.json`. */
  readonly path: string;
  /** When the run or version began, in ms since the epoch. */
  readonly at?: number;
}

/** The runs or versions beside that of a file, the newest first. */
export interface SiblingListing {
  /** "run": "Choose a run", "No other runs". */
  readonly noun: string;
  /** True when the service can search for a text; otherwise `text` is ignored. */
  readonly isSearchable: boolean;
  /** When the file's own run or version began, in ms since the epoch. */
  readonly at?: number;
  /** `cursor` goes with the same text as its page. @throws ApiError, or the signal's reason when aborted. */
  load(query: { readonly text: string; readonly cursor?: string }, options: CallOptions): Promise<ListPage<Sibling>>;
}

/** The same file in other runs or versions, for entries with the ability `siblings`. */
export interface SourceSiblings<E extends Entry = Entry> {
  /** Sends nothing. */
  of(entry: E): SiblingListing | undefined;
}

/** Code that loads an entry. It holds no key: those it needs it takes from the environment. */
export interface Snippet {
  /** "Python, with requests". */
  readonly title: string;
  /** Its requirements: "requests; DD_API_KEY and DD_APP_KEY in the environment". */
  readonly needs: string;
  readonly text: string;
}

export interface CopyOptions extends CallOptions {
  /** The shell that commands are pasted into. */
  readonly shell: Shell;
}

/** Code that loads entries with the ability `snippets`. */
export interface SourceSnippets<E extends Entry = Entry> {
  /** At least one, the usual one first. Sends nothing. */
  of(entry: E, shell: Shell): readonly Snippet[];
}

/** A way to search a whole system. */
export interface SearchMode {
  readonly id: string;
  /** "Search by Name". */
  readonly title: string;
  readonly placeHolder: string;
  /** Gives the reason why a text is refused before the service is asked, or undefined. */
  validate(text: string): string | undefined;
}

export interface SearchQuery {
  readonly mode: string;
  readonly text: string;
}

/** A search whose results stand as a section of their own at the top of the view until it is cleared. */
export interface SourceSearch {
  readonly modes: readonly SearchMode[];
  readonly current: SearchQuery | undefined;
  /** Takes effect when the top is listed next. Undefined clears the search. */
  set(query: SearchQuery | undefined): void;
}

/**
 * A system as the tree and the commands use it. A source is made for one site and one account, and never outlives them.
 * Its methods are given only entries that it made itself. A capability that not every system has is one object, or absent.
 */
export interface ArtifactSource<E extends Entry = Entry> {
  /** The listings below an entry, or those of the view's top when there is no entry. Sends nothing. */
  sections(parent: E | undefined): readonly Section<E>[];
  /** The entry as it is now, when the service can be asked for it alone; otherwise the same entry. */
  reload(entry: E, options: CallOptions): Promise<E>;
  /** For a tooltip or a page. Asks the service only for what a listing does not give, and once. */
  details(entry: E, options: CallOptions): EntryDetails | Promise<EntryDetails>;
  /** The text for an entry that has the ability `copy.<target>`; empty when the service has none. */
  copyText(entry: E, target: CopyTarget, options: CopyOptions): string | Promise<string>;
  /** An address as the service gave it, unchecked, for an entry that has the ability `external`; empty without one. */
  externalUrl(entry: E, options: CallOptions): string | Promise<string>;
  readonly siblings?: SourceSiblings<E>;
  readonly snippets?: SourceSnippets<E>;
  readonly deletion?: EntryDeletion<E>;
  readonly archive?: EntryArchive<E>;
  readonly changes?: EntryChanges<E>;
  readonly files?: SourceFiles<E>;
  readonly pages?: SourcePanels<E>;
  readonly live?: LiveRuns<E>;
  readonly metrics?: RunMetrics<E>;
  readonly owners?: SourceOwners<E>;
  /** The entry as it reads with what the user has chosen since it was made. Sends nothing. */
  redrawn?(entry: E): E;
  readonly series?: SeriesSource<E>;
  readonly runTables?: SourceRunTables<E>;
  readonly filter?: EntryFilter<E>;
  readonly sort?: EntrySort<E>;
  /** The filters and orders that were chosen, to be kept between windows. */
  readonly choices?: ListingChoices;
  readonly search?: SourceSearch;
  readonly addresses?: SourceAddresses<E>;
  readonly finder?: SourceFinder<E>;
  readonly mentions?: SourceMentions<E>;
  /** Ends what is under way and frees connections. */
  dispose(): void;
}
