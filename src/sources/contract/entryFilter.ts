import type { CallOptions, Entry } from "./entry";

/** One of the values that a field can have. */
export interface FilterChoice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  /** A codicon. */
  readonly icon?: string;
}

/** Something that a listing can be narrowed by. */
export interface FilterField {
  /** Also what is typed before a colon: "status". */
  readonly id: string;
  /** As a person calls it: "Status". */
  readonly title: string;
  /** A codicon. */
  readonly icon: string;
  /** `pairs` holds `key:value` texts, all of which must match; a flag is on with the value "true". */
  readonly kind: "text" | "choice" | "pairs" | "flag";
  readonly placeHolder: string;
  /** As it is typed: `status:failed`. */
  readonly example?: string;
  /** Explains it in a few words. */
  readonly description?: string;
  /** Allows several values, any of which may match. Pairs always do. */
  readonly isMultiple?: boolean;
  /** All values that there are. */
  readonly choices?: readonly FilterChoice[];
  /** True when the filter can suggest values; for pairs, keys and then their values. */
  readonly isSuggested?: boolean;
  /** A text that takes typed words that name no field; pairs that take `key:value` whose key names none. */
  readonly takesTheRest?: boolean;
  /** True for a typed text that is, as a whole, a value of this field: it is taken as it stands, quotes and all. */
  readonly readsWhole?: (text: string) => boolean;
  /** The value that stands for the user, of a field whose values are people: one of them can be marked as `EntryFilter.self`. */
  readonly selfValue?: string;
  /** Names that stand for values, as owners have: shown in their place, and taken for them when typed. */
  readonly names?: ReadonlyMap<string, string>;
  /** How a flag that is on reads: "pinned". */
  readonly words?: string;
  /** Gives the reason why a value is refused, or undefined. */
  validate(value: string): string | undefined;
}

/** Lists of values by the ids of their fields; without those that are not set. */
export type FilterValues = Readonly<Record<string, readonly string[]>>;

/** Some of a field's values, never all of them: others can be typed. */
export interface FilterSuggestions {
  readonly choices: readonly FilterChoice[];
  /** Of numbers. */
  readonly range?: { readonly min: number; readonly max: number };
}

/** Asks for a field's values or, of pairs, the keys, and with a key its values. */
export interface SuggestionQuery {
  readonly field: string;
  readonly key?: string;
}

/** How the listing below an entry with the ability `filter`, or at the top (without an entry), is narrowed by the service. */
export interface EntryFilter<E extends Entry = Entry> {
  /** Plural, of the rows that are filtered: "runs". */
  noun(entry: E | undefined): string;
  /** Empty where nothing can be narrowed. */
  fields(entry: E | undefined): readonly FilterField[];
  values(entry: E | undefined): FilterValues;
  /** Ids of rows that have values, in the order in which these were set. Not all of the rows need be there, nor the values be taken. */
  filteredIds(): readonly string[];
  /**
   * Takes effect with the entry's next sections. An empty object takes the filter away. @throws ApiError for a value that its
   * field does not take; the filter stays as it was.
   */
  set(entry: E | undefined, values: FilterValues): void;
  /** How many the listing would have without the filter, as far as that is known. Sends nothing. */
  unfilteredTotal?(entry: E | undefined): number | undefined;
  /** Called when `unfilteredTotal` has come to know one. */
  onDidCount?: (() => void) | undefined;
  /** Kept for a short while. @throws ApiError, or the signal's reason when aborted. */
  suggest?(entry: E | undefined, query: SuggestionQuery, options: CallOptions): Promise<FilterSuggestions>;
  /** The user's own name, which the `selfValue` of a field stands for. Undefined until the user has said so. */
  self?: string | undefined;
}

/** An order of a listing. */
export interface SortChoice {
  readonly id: string;
  /** "Longest first". */
  readonly title: string;
  /** The property that it sorts by: "Duration". */
  readonly group: string;
}

/** In which order the service gives the listing below an entry with the ability `sort`, or at the top. */
export interface EntrySort<E extends Entry = Entry> {
  /** Plural, of the rows that are sorted: "runs". */
  noun(entry: E | undefined): string;
  /** The first is the one that holds when none was chosen. Empty where there is no choice. */
  choices(entry: E | undefined): readonly SortChoice[];
  current(entry: E | undefined): string;
  /** Takes effect with the entry's next sections. */
  set(entry: E | undefined, id: string): void;
}
