import type { FrameView } from "../parts/pageFrame";
import type { CurveChoices } from "../curves/model/curveChoices";
import { curveChoicesIn } from "../curves/model/curveChoices";
import type { CurveStore } from "../curves/model/curveStore";
import type { EntryPageMessage, EntryPageRequest } from "./messages";
import { METRIC_COLUMNS } from "./metricOrder";
import type { MetricColumn } from "./metricOrder";

/** The user's choices on the page; they last while it is hidden or the window reloads. */
export interface PageChoices {
  /** Searched for in the metrics and the parameters. */
  readonly query: string;
  /** Sorts the metrics; they stay as they came without it. */
  readonly sort?: { readonly column: MetricColumn; readonly isDown: boolean };
  readonly curves: CurveChoices;
  /** Pixels from the top. */
  readonly top: number;
}

/** All that the extension has told so far. */
export interface EntryPageShown extends EntryPageMessage {
  readonly curves: CurveStore;
}

export type PageView = FrameView<EntryPageRequest, EntryPageShown, PageChoices>;

export function choicesIn(state: unknown): PageChoices {
  const kept = typeof state === "object" && state !== null && "choices" in state ? state.choices : undefined;
  const known: Partial<Record<keyof PageChoices, unknown>> = typeof kept === "object" && kept !== null ? kept : {};
  const { query, top, sort, curves } = known;
  return {
    query: typeof query === "string" ? query : "",
    top: typeof top === "number" ? top : 0,
    curves: curveChoicesIn(curves),
    ...sortIn(sort),
  };
}

function sortIn(sort: unknown): Pick<PageChoices, "sort"> {
  if (typeof sort !== "object" || sort === null || !("column" in sort) || !("isDown" in sort)) {
    return {};
  }
  const column = METRIC_COLUMNS.find((name) => name === sort.column);
  return column === undefined ? {} : { sort: { column, isDown: sort.isDown === true } };
}
