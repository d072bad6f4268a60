import type { SiteRef } from "../../sources/contract/siteRef";
import type { Icon } from "../../sources/contract/entry";
import type { ColumnKind } from "../../runTable/columnIds";
import type { GroupFigure } from "../../runTable/groupRows";
import type { SelectionStep } from "../../runTable/tableSelection";
import type { PageFailure } from "../pageFailure";

/** Names the entry whose runs are listed, by the ids of the rows from the top down to its own. It holds no key. */
export interface TableAddress extends SiteRef {
  readonly rowIds: readonly string[];
}

export interface ShownColumn {
  readonly id: string;
  readonly title: string;
  /** Tells it from others with its title. */
  readonly words: string;
  readonly holds: ColumnKind;
  /** Pixels. */
  readonly width: number;
  /** Its place among the columns that the rows are sorted by, from 1. */
  readonly sort?: { readonly place: number; readonly isDescending: boolean };
}

/** As it came; null without a value. Numbers are worded by the page, times in its own zone. */
export type TableCell = string | number | null;

export interface RunLine {
  readonly kind: "run";
  /** Names the run as long as the table is open. */
  readonly row: number;
  readonly icon: Icon;
  readonly spoken: string;
  /** In the order of the columns, the name's first. */
  readonly cells: readonly TableCell[];
  readonly isSelected: boolean;
  readonly isPinned: boolean;
}

export interface GroupLine {
  readonly kind: "group";
  /** Null for runs without a value. */
  readonly text: string | null;
  readonly count: number;
  readonly isOpen: boolean;
  readonly figures: readonly (GroupFigure | null)[];
}

export type TableLine = RunLine | GroupLine;

/** Lines from a position on. */
export interface TableWindow {
  readonly start: number;
  readonly lines: readonly TableLine[];
}

/** The ways to act on the selected runs. */
export const TABLE_ACTIONS = [
  "compare",
  "openPage",
  "showInTree",
  "download",
  "watch",
  "pin",
  "unpin",
  "copy",
  "delete",
] as const;
export type TableAction = (typeof TABLE_ACTIONS)[number];

interface TableProgress {
  readonly isLoading: boolean;
  readonly loaded: number;
  readonly total?: number;
  /** The load was stopped or failed, and can go on. */
  readonly canGoOn: boolean;
  readonly failure?: PageFailure;
}

/** All that the page shows, as it is now, with the lines that it asked for last. */
export interface TableShown {
  readonly kind: "show";
  readonly address: TableAddress;
  readonly title: string;
  /** Where it is from: "Model Lab (EU1)". */
  readonly origin: string;
  /** True when the service no longer has what holds the runs. */
  readonly isGone: boolean;
  readonly filter: { readonly text: string; readonly problems: readonly string[]; readonly hint: string };
  readonly columns: readonly ShownColumn[];
  /** The title of the column that the runs are grouped by. */
  readonly group?: string;
  readonly progress: TableProgress;
  /** The rows are those of an earlier filter, or from before a refresh. */
  readonly isOutdated: boolean;
  /** Sentences on what is not as it looks. */
  readonly notes: readonly string[];
  readonly runCount: number;
  readonly groupCount: number;
  /** Runs and heads of groups. */
  readonly lineCount: number;
  readonly selectedCount: number;
  /** The ones that fit the selected runs. */
  readonly actions: readonly TableAction[];
  /** Positions are good for one version. */
  readonly version: number;
  readonly window: TableWindow;
}

export type RunTableMessage =
  | TableShown
  | { readonly kind: "lines"; readonly version: number; readonly window: TableWindow };

export type RunTableRequest =
  | { readonly kind: "ready" }
  | { readonly kind: "reload" }
  | { readonly kind: "setKeys" }
  | { readonly kind: "stop" }
  | { readonly kind: "goOn" }
  | { readonly kind: "filter"; readonly text: string }
  | { readonly kind: "window"; readonly start: number; readonly count: number }
  | { readonly kind: "sort"; readonly column: string; readonly isAdded: boolean }
  | { readonly kind: "moveColumn"; readonly column: string; readonly before?: string }
  | { readonly kind: "sizeColumn"; readonly column: string; readonly width: number }
  | { readonly kind: "hideColumn"; readonly column: string }
  | { readonly kind: "chooseColumns" }
  | { readonly kind: "columnSets" }
  | { readonly kind: "chooseGroup" }
  | { readonly kind: "toggleGroup"; readonly text: string | null }
  | { readonly kind: "toggleGroups" }
  | { readonly kind: "select"; readonly step: SelectionStep; readonly row: number }
  | { readonly kind: "selectAll" }
  | { readonly kind: "clearSelection" }
  | { readonly kind: "openRun"; readonly row: number }
  | { readonly kind: "act"; readonly action: TableAction }
  | { readonly kind: "copyRows" }
  | { readonly kind: "export" };
