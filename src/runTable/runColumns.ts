import type { Ability, Entry, Icon } from "../sources/contract/entry";
import type { MetricStat, TableColumn, TableMetric, TableRun } from "../sources/contract/runTables";
import { METRIC_STATS } from "../sources/contract/runTables";
import { type CellColumn, NumberColumn, TextColumn, Texts } from "./cellColumns";
import { columnId, columnKind } from "./columnIds";

/** The row of a run beside its cells. */
type RunHead = Pick<Entry, "id" | "name" | "icon" | "spoken" | "abilities">;

type Head = readonly [icon: Icon, spoken: string, abilities: readonly Ability[]];

/** Ways to read a metric's figures. */
const STATS: Readonly<Record<MetricStat, (metric: TableMetric) => number | undefined>> = {
  latest: ({ latest }) => latest,
  min: ({ min }) => min,
  max: ({ max }) => max,
  mean: ({ mean }) => mean,
  step: ({ lastStep }) => lastStep,
  count: ({ count }) => count,
};

type Cell = readonly [column: TableColumn, value: string | number | undefined];

/**
 * Runs as columns of plain numbers: 10,000 runs of 100 parameters and 22 metrics are a few arrays each instead of millions of
 * objects. A row has its number for good; a run that is gone leaves its row empty.
 */
export class RunColumns {
  readonly #texts = new Texts();
  readonly #columns = new Map<string, CellColumn>();
  readonly #rows = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #gone = new Set<number>();
  /** Where a run stands in the order that the service gave. */
  readonly #places = new NumberColumn();
  /** The icon, its words and the abilities, which few kinds of rows share, as JSON. */
  readonly #heads = new TextColumn(this.#texts);
  readonly #read = new Map<number, Head>();

  /** How many runs there are. */
  get size(): number {
    return this.#ids.length - this.#gone.size;
  }

  /** The number of the next row: all are below it. */
  get end(): number {
    return this.#ids.length;
  }

  /** Rows of all runs, in the order in which they came. */
  get rows(): readonly number[] {
    return this.#ids.flatMap((_, row) => (this.#gone.has(row) ? [] : [row]));
  }

  /** By their ids, those that some runs have. */
  get columns(): ReadonlyMap<string, CellColumn> {
    return this.#columns;
  }

  column(id: string): CellColumn | undefined {
    return this.#columns.get(id);
  }

  rowOf(runRowId: string): number | undefined {
    const row = this.#rows.get(runRowId);
    return row === undefined || this.#gone.has(row) ? undefined : row;
  }

  /** The id of the run's row in the tree. */
  idAt(row: number): string {
    return this.#ids[row] ?? "";
  }

  placeOf(row: number): number {
    return this.#places.at(row) ?? 0;
  }

  textAt(row: number, column: string): string {
    return String(this.column(column)?.at(row) ?? "");
  }

  headAt(row: number): { readonly icon: Icon; readonly spoken: string } {
    const [icon, spoken] = this.#headAt(row);
    return { icon, spoken };
  }

  hasAbility(row: number, ability: Ability): boolean {
    return this.#headAt(row)[2].includes(ability);
  }

  /** Gives the run's row: the one that it had, or a new one at the end. */
  put(head: RunHead, run: TableRun, place: number): number {
    const known = this.#rows.get(head.id);
    const row = known ?? this.#ids.push(head.id) - 1;
    this.#rows.set(head.id, row);
    this.#gone.delete(row);
    if (known !== undefined) {
      this.#clear(row);
    }
    this.#places.set(row, place);
    this.#heads.set(row, JSON.stringify([head.icon, head.spoken, head.abilities]));
    for (const [column, value] of cellsOf(head, run)) {
      this.#set(column, row, value);
    }
    return row;
  }

  /** False when it was not there. */
  remove(runRowId: string): boolean {
    const row = this.rowOf(runRowId);
    if (row === undefined) {
      return false;
    }
    this.#clear(row);
    this.#gone.add(row);
    return true;
  }

  #headAt(row: number): Head {
    const code = this.#heads.codeAt(row);
    const known = this.#read.get(code);
    if (known !== undefined) {
      return known;
    }
    const head = JSON.parse(this.#heads.at(row) ?? '["file","",[]]') as Head;
    this.#read.set(code, head);
    return head;
  }

  #clear(row: number): void {
    for (const column of this.#columns.values()) {
      column.set(row, undefined);
    }
  }

  #set(column: TableColumn, row: number, value: string | number | undefined): void {
    if (value === undefined) {
      return;
    }
    const cells = this.#columnOf(column);
    if (cells.type === "number") {
      cells.set(row, Number(value));
    } else {
      cells.set(row, String(value));
    }
  }

  #columnOf(column: TableColumn): CellColumn {
    const id = columnId(column);
    const known = this.#columns.get(id);
    if (known !== undefined) {
      return known;
    }
    const added = columnKind(column) === "text" ? new TextColumn(this.#texts) : new NumberColumn();
    this.#columns.set(id, added);
    return added;
  }
}

function cellsOf({ name }: RunHead, run: TableRun): readonly Cell[] {
  const fact = (key: Extract<TableColumn, { kind: "fact" }>["name"], value: string | number | undefined): Cell => [
    { kind: "fact", name: key },
    value,
  ];
  return [
    fact("name", name),
    fact("status", run.status),
    fact("created", run.createdAt),
    fact("started", run.startedAt),
    fact("ended", run.endedAt),
    fact("updated", run.updatedAt),
    fact("duration", run.duration),
    fact("owner", run.owner),
    fact("id", run.id),
    ...run.tags.map(({ key, value }): Cell => [{ kind: "tag", name: key }, value]),
    ...run.params.map(({ key, value }): Cell => [{ kind: "param", name: key }, value]),
    ...run.metrics.flatMap((metric) =>
      METRIC_STATS.map((kind): Cell => [{ kind, name: metric.key }, STATS[kind](metric)]),
    ),
  ];
}
