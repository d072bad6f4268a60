import type { SiteRef } from "./siteRef";
import type { FilePlace } from "./sourceFiles";
import type { Ability, CallOptions, DetailPart, Entry, Fact, FactTable, Icon } from "./entry";

/** Names what a panel shows, as names from the top down: stable, without keys, and without the site. `["run", "70158"]`. */
export type PanelPlace = readonly string[];

/** Names what a panel shows for good, whatever site is on show. It holds no key. */
export interface PanelAddress extends SiteRef {
  readonly place: PanelPlace;
}

export interface Pair {
  readonly key: string;
  readonly value: string;
}

/** A metric is the better the lower, or the higher, it is. */
export type MetricDirection = "lower" | "higher";

/** A metric's values over a run; absent where the service did not say. */
export interface MetricRange {
  readonly key: string;
  readonly latest?: number;
  readonly min?: number;
  readonly max?: number;
  readonly mean?: number;
  /** How many values there were. */
  readonly count?: number;
  /** Where the system knows it; else pages go by the name. */
  readonly direction?: MetricDirection;
}

/** Numbers that are worth a picture beside their table. */
export interface PanelChart {
  readonly title: string;
  readonly bars: readonly { readonly label: string; readonly value: number }[];
  /** The range of the axis, when the values have one by their nature: scores go from 0 to 1. */
  readonly range?: { readonly min: number; readonly max: number };
}

/** The lineage of an entry. */
export interface PanelGraph {
  readonly title: string;
  readonly nodes: readonly {
    readonly id: string;
    readonly label: string;
    /** In a few words; empty when there is nothing to say. */
    readonly detail: string;
    /** True for the page's own entry. */
    readonly isSelf: boolean;
    /** The ids of the rows from the top down to the node's, as `SourceAddresses.locate` gives them; absent when it has none. */
    readonly rowIds?: readonly string[];
  }[];
  /** By the ids of the nodes; the direction in which one came of the other. */
  readonly edges: readonly { readonly from: string; readonly to: string; readonly label: string }[];
}

/** A text to be read and copied as it is. */
export interface PanelText {
  readonly title: string;
  /** As VS Code calls it: `python`, `json`. */
  readonly language: string;
  readonly text: string;
}

/** A panel's actions on the row of its entry, wherever the row stands. */
export const PANEL_ACTIONS = [
  "download",
  "compare",
  "copy",
  "watch",
  "pin",
  "unpin",
  "archive",
  "restore",
  "delete",
] as const;
export type PanelAction = (typeof PANEL_ACTIONS)[number];

/** A panel's view of an entry, as plain data. All texts may come from outside; empty parts are not shown. */
export interface PanelContent {
  /** The kind of entry, as a person calls it: "Run", "Model version". */
  readonly noun: string;
  readonly title: string;
  /** Names of the rows above, from the top down: the project, the repo. */
  readonly above: readonly string[];
  readonly status?: { readonly text: string; readonly icon: Icon };
  /** In the words of its row. */
  readonly summary: readonly DetailPart[];
  readonly description: string;
  readonly facts: readonly Fact[];
  readonly tags: readonly Pair[];
  /** Unchecked addresses. */
  readonly links: readonly { readonly title: string; readonly url: string }[];
  readonly params: readonly Pair[];
  readonly metrics: readonly MetricRange[];
  readonly tables: readonly FactTable[];
  readonly charts: readonly PanelChart[];
  readonly graph?: PanelGraph;
  readonly texts: readonly PanelText[];
  /** The ids of the rows from the top down to the entry's, as `SourceAddresses.locate` gives them. */
  readonly rowIds: readonly string[];
  /** The abilities of the entry's row, of which the page offers some. */
  readonly abilities: readonly Ability[];
  /** Where its files lie (a `FilePlace`), for a list of the topmost. */
  readonly files?: readonly string[];
  /** Parts that could not be had, as sentences: "Could not load the lineage: …". The rest of the page stands. */
  readonly problems: readonly string[];
}

/** A page with nothing on it, for one that has little to show. */
export const EMPTY_CONTENT: Omit<PanelContent, "noun" | "title"> = {
  above: [],
  summary: [],
  description: "",
  facts: [],
  tags: [],
  links: [],
  params: [],
  metrics: [],
  tables: [],
  charts: [],
  texts: [],
  rowIds: [],
  abilities: [],
  problems: [],
};

/** One of several pages: its content, undefined when it is no more, or the ApiError of it alone. */
export type PanelAnswer = PromiseSettledResult<PanelContent | undefined>;

export interface PanelLoadOptions extends CallOptions {
  /** Leaves out the graph, which a comparison does not show. */
  readonly forComparison?: boolean;
  /** Told what is known of a page so far, as often as there is more, where a page takes several requests. */
  readonly onPart?: (place: PanelPlace, soFar: PanelContent) => void;
}

/** The part of a file's place that names its run or version, and the rest. */
export interface FileOwner {
  /** The first of these pages that there is, is of what the file belongs to; none where that has no page. */
  readonly pages: readonly PanelPlace[];
  /** The directories below it, and the file. */
  readonly names: readonly string[];
}

/** The pages of a system's entries, and their comparison. */
export interface SourcePanels<E extends Entry = Entry> {
  /** For entries with the ability `page`. */
  placeOf(entry: E): PanelPlace | undefined;
  /** For the place of a file. Sends nothing. */
  ownerOf(place: FilePlace): FileOwner;
  /**
   * Loads pages in the order of their places, with as few requests as the service allows. A page that takes a
   * request of its own fails on its own. @throws ApiError when a request for all fails, or the signal's reason when aborted.
   */
  load(places: readonly PanelPlace[], options: PanelLoadOptions): Promise<readonly PanelAnswer[]>;
}
