import type { Row } from "../../tree/model/row";
import type { ViewUse } from "../../tree/viewUse";

type Selecting = Pick<ViewUse, "isVisible" | "selection" | "usedAt">;

/**
 * The selection of the view that was used last, for a command from the palette. Empty when rows that it takes are
 * selected in another view in sight, too: the focus may have moved there without a word.
 */
export function focusedRows(views: readonly Selecting[], accepts: (row: Row) => boolean): readonly Row[] {
  const latest = latestOf(views);
  const others = inSight(views).filter((view) => view !== latest);
  return selectedIn(others).some(accepts) ? [] : (latest?.selection ?? []);
}

/** Of the views in sight. */
export function selectedIn(views: readonly Selecting[]): readonly Row[] {
  return inSight(views).flatMap(({ selection }) => selection);
}

function inSight(views: readonly Selecting[]): readonly Selecting[] {
  return views.filter(({ isVisible }) => isVisible);
}

function latestOf(views: readonly Selecting[]): Selecting | undefined {
  return inSight(views).reduce<Selecting | undefined>(
    (latest, view) => (latest === undefined || view.usedAt > latest.usedAt ? view : latest),
    undefined,
  );
}
