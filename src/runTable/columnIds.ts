import type { MetricStat, RunFact, TableColumn } from "../sources/contract/runTables";
import { METRIC_STATS, RUN_FACTS } from "../sources/contract/runTables";

/** How the values of a column are written and compared. Times are ms since the epoch, durations seconds. */
export type ColumnKind = "text" | "time" | "duration" | "number" | "count";

const FACTS: Readonly<Record<RunFact, { readonly title: string; readonly holds: ColumnKind }>> = {
  name: { title: "Name", holds: "text" },
  status: { title: "Status", holds: "text" },
  created: { title: "Created", holds: "time" },
  started: { title: "Started", holds: "time" },
  ended: { title: "Ended", holds: "time" },
  updated: { title: "Updated", holds: "time" },
  duration: { title: "Duration", holds: "duration" },
  owner: { title: "Owner", holds: "text" },
  id: { title: "ID", holds: "text" },
};

const STAT_WORDS: Readonly<Record<MetricStat, string>> = {
  latest: "latest value",
  min: "least value",
  max: "greatest value",
  mean: "mean",
  step: "last step",
  count: "number of values",
};

const STAT_TITLES: Readonly<Record<MetricStat, string>> = {
  latest: "",
  min: " min",
  max: " max",
  mean: " mean",
  step: " last step",
  count: " count",
};

/** The column of names, which every table has. */
export const NAME_COLUMN = "fact:name";

/** `param:lr`, `min:loss`. */
export function columnId({ kind, name }: TableColumn): string {
  return `${kind}:${name}`;
}

/** Undefined for what is no id of a column. */
export function parseColumnId(id: string): TableColumn | undefined {
  const colon = id.indexOf(":");
  const [kind, name] = [id.slice(0, Math.max(0, colon)), id.slice(colon + 1)];
  if (kind === "fact") {
    const fact = RUN_FACTS.find((known) => known === name);
    return fact === undefined ? undefined : { kind, name: fact };
  }
  const other = kind === "param" || kind === "tag" ? kind : METRIC_STATS.find((stat) => stat === kind);
  return other === undefined || name === "" ? undefined : { kind: other, name };
}

export function isMetricColumn({ kind }: TableColumn): boolean {
  return METRIC_STATS.some((stat) => stat === kind);
}

/** Stands above the column: "Status", "lr", "loss", "loss min". */
export function columnTitle(column: TableColumn): string {
  switch (column.kind) {
    case "fact":
      return FACTS[column.name].title;
    case "param":
    case "tag":
      return column.name;
    default:
      return `${column.name}${STAT_TITLES[column.kind]}`;
  }
}

/** Tells the column from others with its title: "Parameter lr", "Metric loss, least value". */
export function columnWords(column: TableColumn): string {
  switch (column.kind) {
    case "fact":
      return FACTS[column.name].title;
    case "param":
      return `Parameter ${column.name}`;
    case "tag":
      return `Tag ${column.name}`;
    default:
      return `Metric ${column.name}, ${STAT_WORDS[column.kind]}`;
  }
}

export function columnKind(column: TableColumn): ColumnKind {
  switch (column.kind) {
    case "fact":
      return FACTS[column.name].holds;
    case "param":
    case "tag":
      return "text";
    case "step":
    case "count":
      return "count";
    default:
      return "number";
  }
}

/** Heads the column in a file: `status`, `params.lr`, `metrics.loss.min`. */
export function exportName({ kind, name }: TableColumn): string {
  switch (kind) {
    case "fact":
      return name;
    case "param":
      return `params.${name}`;
    case "tag":
      return `tags.${name}`;
    default:
      return `metrics.${name}.${kind}`;
  }
}
