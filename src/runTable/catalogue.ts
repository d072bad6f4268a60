import type { RunColumns } from "./runColumns";
import type { TableColumn } from "../sources/contract/runTables";
import { METRIC_STATS, RUN_FACTS } from "../sources/contract/runTables";
import { columnId, isMetricColumn, NAME_COLUMN, parseColumnId } from "./columnIds";
import { metricDirection } from "../sources/metrics/metricDirection";

/** A column that can be chosen, and how many of the loaded runs have a value in it. */
export interface CatalogueItem {
  readonly column: TableColumn;
  readonly count: number;
}

const BY_NAME = new Intl.Collator("en", { numeric: true });
const MOST_METRICS = 4;
const MOST_PARAMS = 5;

/** Facts, then metrics, parameters and tags by their names. */
export function catalogueOf(data: RunColumns): readonly CatalogueItem[] {
  const items = [...data.columns].flatMap(([id, { count }]) => {
    const column = parseColumnId(id);
    return column === undefined || count === 0 ? [] : [{ column, count }];
  });
  return items.sort((a, b) => {
    const [ranksA, ranksB] = [ranksOf(a.column), ranksOf(b.column)];
    return ranksA[0] - ranksB[0] || BY_NAME.compare(a.column.name, b.column.name) * ranksA[2] || ranksA[1] - ranksB[1];
  });
}

/** By the part that a column is of, then, within a part, by its own place, before which names may count. */
function ranksOf(column: TableColumn): readonly [part: number, place: number, byName: 0 | 1] {
  if (column.kind === "fact") {
    return [0, RUN_FACTS.indexOf(column.name), 0];
  }
  if (isMetricColumn(column)) {
    return [1, METRIC_STATS.findIndex((stat) => stat === column.kind), 1];
  }
  return [column.kind === "param" ? 2 : 3, 0, 1];
}

/** The columns of a table that has none chosen: what tells runs apart best. */
export function usualColumns(data: RunColumns): readonly string[] {
  const items = catalogueOf(data);
  const metrics = items.filter(({ column }) => column.kind === "latest").sort(byTelling);
  const params = items.filter(({ column }) => column.kind === "param" && isVaried(data, columnId(column)));
  const chosen = [...metrics.slice(0, MOST_METRICS), ...params.sort(byCount).slice(0, MOST_PARAMS)];
  const begun = (data.column("fact:created")?.count ?? 0) > 0 ? "fact:created" : "fact:started";
  const facts = [NAME_COLUMN, "fact:status", begun, "fact:duration", "fact:owner"];
  const known = facts.filter((id) => id === NAME_COLUMN || (data.column(id)?.count ?? 0) > 0);
  return [...known, ...chosen.map(({ column }) => columnId(column))];
}

/** Metrics of results before those of the machine, and those that most runs have first. */
function byTelling(a: CatalogueItem, b: CatalogueItem): number {
  const isTelling = ({ column }: CatalogueItem) => Number(metricDirection(column.name) !== undefined);
  return isTelling(b) - isTelling(a) || byCount(a, b);
}

function byCount(a: CatalogueItem, b: CatalogueItem): number {
  return b.count - a.count;
}

/** A parameter that all runs share tells none from another. */
function isVaried(data: RunColumns, id: string): boolean {
  const cells = data.column(id);
  return cells?.type === "text" && new Set(data.rows.map((row) => cells.codeAt(row))).size > 1;
}

/** Keys that the loaded runs have, by the ids of filter fields: they tell whose `key:value` is. */
export function keysIn({ columns }: RunColumns): Readonly<Record<string, readonly string[]>> {
  const all = [...columns.keys()].flatMap((id) => parseColumnId(id) ?? []);
  const named = (kind: string) => all.filter((column) => column.kind === kind).map(({ name }) => name);
  return { param: named("param"), tag: named("tag"), metric: named("latest") };
}
