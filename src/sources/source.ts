/** What every call that talks to a service takes last. */
export interface CallOptions {
  readonly signal: AbortSignal;
}

/** A file or folder takes the icon of the user's icon theme; the rest name a codicon and, where it means something, a theme colour. */
export type Icon = "file" | "folder" | { readonly codicon: string; readonly color?: string };

/** A part of a row's grey text. Times are kept as numbers (ms since the epoch) and worded when the row is drawn. */
export type DetailPart =
  string | { readonly ago: number; readonly verb?: string } | { readonly since: number; readonly verb: string };

/** What can be copied from a row. */
export type CopyTarget =
  "path" | "pathInProject" | "uri" | "id" | "name" | "fqn" | "link" | "sourceUrl" | "snippet" | "curl";

/** What a row offers. Menus, keys and the palette look at these, never at the system a row comes from. */
export type Ability = `copy.${CopyTarget}` | "external" | "refresh" | "filter" | "delete" | "open" | "download";

/** A row of the tree, as plain data. Each source narrows `kind` to its own union. */
export interface Entry {
  readonly kind: string;
  /** An encoded path that is stable over refresh: `modelLab/datadoghq.com/project/2387/run/70158/dir/lora_model`. */
  readonly id: string;
  readonly name: string;
  readonly detail: readonly DetailPart[];
  readonly icon: Icon;
  /** What the icon says, for those who do not see it: "failed run", "starred project". */
  readonly spoken: string;
  readonly isExpandable: boolean;
  /** Whether the row is open when it is first shown, as what was just searched for is. */
  readonly isOpenAtFirst?: boolean;
  readonly abilities: readonly Ability[];
  /** Bytes of a file, when the listing says so. */
  readonly size?: number;
}

/** A labelled fact of a tooltip or a page; `at` (ms since the epoch) instead of `text` for a moment in time. */
export type Fact = { readonly label: string } & ({ readonly text: string } | { readonly at: number });

/** A table of a tooltip or a page. Every row has as many cells as there are columns. */
export interface FactTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface EntryDetails {
  readonly description: string;
  readonly facts: readonly Fact[];
  readonly tables: readonly FactTable[];
}

export interface Page<E extends Entry = Entry> {
  readonly entries: readonly E[];
  /** Opaque: handed back to get the page behind this one. Absent on the last page. */
  readonly next?: string;
  /** How many entries there are over all pages, when the service says so. */
  readonly total?: number;
}

/** One listing below a row. A row may have several, which are loaded side by side, and fail and page on their own. */
export interface Section<E extends Entry = Entry> {
  /** Unique among the sections of a row, and stable. */
  readonly id: string;
  /** Plural, for "Could not list <noun>". */
  readonly noun: string;
  /** What an empty listing says, "No runs yet"; without it, an empty listing shows nothing. */
  readonly emptyText?: string;
  /** @throws ApiError, or the signal's reason when aborted. */
  load(cursor: string | undefined, options: CallOptions): Promise<Page<E>>;
}

/** Something that a listing can be narrowed by. */
export interface FilterField {
  readonly id: string;
  /** As a person calls it: "Tag". */
  readonly title: string;
  readonly placeHolder: string;
  /** What is wrong with a text, or undefined. */
  validate(text: string): string | undefined;
}

/** Texts by the ids of their fields; without those that are not set. */
export type FilterValues = Readonly<Record<string, string>>;

/** How the listing below an entry with the ability `filter` is narrowed, by the service. */
export interface EntryFilter<E extends Entry = Entry> {
  fields(entry: E): readonly FilterField[];
  values(entry: E): FilterValues;
  /** Takes effect with the entry's next listing. An empty object takes the filter away. */
  set(entry: E, values: FilterValues): void;
}

/** Where a file or directory lies in its system, as names from the top down: stable, and without keys. */
export type FilePlace = readonly string[];

/** What is known of a file or directory without its content. */
export interface FileFacts {
  readonly isDirectory: boolean;
  /** Bytes. */
  readonly size?: number;
  /** ms since the epoch. */
  readonly modifiedAt?: number;
}

export interface NamedFile extends FileFacts {
  readonly name: string;
}

/** Which bytes of a file are wanted: from `start` to before `end`, or to the file's end. */
export interface ByteRange {
  readonly start: number;
  readonly end?: number;
  /** The version that a part which one has is of. Another version is given whole, from 0. */
  readonly version?: string;
}

export interface FileContent {
  /** The place of the body's first byte: the range's start, or 0 when the service gives files whole alone. */
  readonly start: number;
  /** Bytes of the whole file, when the service says so. */
  readonly size?: number;
  /** What tells this content from a later one of the same file; absent when the service says nothing. */
  readonly version?: string;
  /** Must be read, left (`break`) or aborted. Throws ApiError, also when fewer bytes come than were announced. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** The files of a system, by their places. All throw ApiError, or the signal's reason when aborted. */
export interface SourceFiles<E extends Entry = Entry> {
  /** For entries with the ability `open`, `download` or `mount`. */
  placeOf(entry: E): FilePlace | undefined;
  stat(place: FilePlace, options: CallOptions): Promise<FileFacts>;
  /** The whole of a directory, all pages of it. */
  list(place: FilePlace, options: CallOptions): Promise<readonly NamedFile[]>;
  read(place: FilePlace, range: ByteRange | undefined, options: CallOptions): Promise<FileContent>;
}

/** A way to search a whole system. */
export interface SearchMode {
  readonly id: string;
  /** "Search by Name". */
  readonly title: string;
  readonly placeHolder: string;
  /** What is wrong with a text before the service is asked, or undefined. */
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
 * What a system must offer. A source is made for one site and one account, and never outlives them.
 * Its methods are given only entries that it made itself. What is optional is offered by the sources whose systems can.
 */
export interface ArtifactSource<E extends Entry = Entry> {
  /** The listings below an entry, or those of the view's top when there is no entry. Sends nothing. */
  sections(parent: E | undefined): readonly Section<E>[];
  /** The entry as it is now, when the service can be asked for it alone; otherwise the same entry. */
  reload(entry: E, options: CallOptions): Promise<E>;
  /** What a tooltip or a page says of an entry. Asks the service only for what a listing does not give, and once. */
  details(entry: E, options: CallOptions): EntryDetails | Promise<EntryDetails>;
  /** The text for an entry that has the ability `copy.<target>`; empty when the service has none. */
  copyText(entry: E, target: CopyTarget, options: CallOptions): string | Promise<string>;
  /** An address as the service gave it, unchecked, for an entry that has the ability `external`; empty without one. */
  externalUrl(entry: E, options: CallOptions): string | Promise<string>;
  /** For entries with the ability `delete`. */
  delete?(entry: E, options: CallOptions): Promise<void>;
  readonly files?: SourceFiles<E>;
  readonly filter?: EntryFilter<E>;
  readonly search?: SourceSearch;
  /**
   * The ids of the rows from the top down to what an address names: a fully qualified name, an id, a link. Undefined when
   * the text is no address of this system; an ApiError of kind notFound when it is one of nothing.
   */
  locate?(text: string, options: CallOptions): Promise<readonly string[] | undefined>;
  /** Ends what is under way and frees connections. */
  dispose(): void;
}
