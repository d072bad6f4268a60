/** Taken last by every call that talks to a service. */
export interface CallOptions {
  readonly signal: AbortSignal;
  /** Told each time that a file is asked for again because the service failed. */
  readonly onRetry?: () => void;
}

/** A file or folder takes the icon of the user's icon theme; the rest name a codicon and, where it means something, a theme colour. */
export type Icon = "file" | "folder" | { readonly codicon: string; readonly color?: string };

/**
 * A part of a row's grey text. Times are kept as numbers (ms since the epoch) and worded when the row is drawn. `brief` stands for the
 * text in the tree, where room is narrow: the value of a metric first, and the row's name cut to let it be read.
 */
export type DetailPart =
  | string
  | { readonly ago: number; readonly verb?: string }
  | { readonly since: number; readonly verb: string }
  | { readonly text: string; readonly brief: string };

export type CopyTarget =
  | "path"
  | "pathInProject"
  | "uri"
  | "id"
  | "name"
  | "fqn"
  | "link"
  | "sourceUrl"
  | "snippet"
  | "curl";

/** Menus, keys and the palette look at the abilities of a row, never at the system it comes from. */
export type Ability =
  | `copy.${CopyTarget}`
  | "external"
  | "refresh"
  | "filter"
  | "sort"
  | "delete"
  | "archive"
  | "restore"
  | "open"
  | "download"
  | "page"
  /** It holds runs, which `runTables` lists. */
  | "runs"
  | "watch"
  | "link"
  /** The same file may be in other runs or versions, which `siblings` lists. */
  | "siblings"
  /** There is code that loads it, which `snippets` gives. */
  | "snippets"
  /** Runs with metrics are below it, which `RunMetrics` knows of. */
  | "metrics"
  /** It has an owner, whom the user can give a name. */
  | "owner"
  /** The best of some runs are below it. */
  | "ranking"
  | Change;

/** A row of the tree, as plain data. Each source narrows `kind` to its own union. */
export interface Entry {
  readonly kind: string;
  /** An encoded path that is stable over refresh: `modelLab/datadoghq.com/project/2387/run/70158/dir/lora_model`. */
  readonly id: string;
  readonly name: string;
  readonly detail: readonly DetailPart[];
  readonly icon: Icon;
  /** Puts the icon into words for screen readers: "failed run", "starred project". */
  readonly spoken: string;
  readonly isExpandable: boolean;
  /** Opens the row when it is first shown, as a new search is. */
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

/** A change that is shown before the service has said yes. */
export type Change = "star" | "unstar" | "pin" | "unpin";
