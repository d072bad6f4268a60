import type { RunMetrics } from "../../sources/contract/runMetrics";
import type { ExplorerView } from "../../tree/explorerView";
import type { EntryRow, Row } from "../../tree/model/row";
import { hasAbility, rowPath, withAbility } from "../../tree/model/row";
import { selectedRows, targetRows } from "../shared/rowTargets";

/** A row with metrics below it, in the view that shows it. */
export interface MetricPlace {
  readonly view: ExplorerView;
  readonly row: EntryRow;
  readonly metrics: RunMetrics;
}

/** The place that a command is for: the row that it was called on, the one above what is selected, or one that the user picks. */
export async function metricPlace(
  views: readonly ExplorerView[],
  called: readonly Row[],
  title: string,
): Promise<MetricPlace | undefined> {
  const accepts = withAbility("metrics");
  const chosen = called.length > 0 ? called : selectedRows(views).flatMap(nearest).slice(0, 1);
  const [row] = await targetRows(views, chosen, { accepts, title, none: "No loaded row has runs with metrics." });
  return row && placeOf(views, row);
}

export function placeOf(views: readonly ExplorerView[], row: EntryRow): MetricPlace | undefined {
  const view = views.find((each) => each.owns(row));
  const { metrics } = row.source;
  return view === undefined || metrics === undefined ? undefined : { view, row, metrics };
}

function nearest(row: Row): readonly EntryRow[] {
  return rowPath(row)
    .filter((above): above is EntryRow => hasAbility(above, "metrics"))
    .slice(-1);
}
