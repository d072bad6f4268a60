import { columnId, columnKind, columnTitle, columnWords, NAME_COLUMN, parseColumnId } from "../../runTable/columnIds";
import { groupFigure, type RunGroup } from "../../runTable/groupRows";
import type { OpenTable } from "../../runTable/openTable";
import { tableGaps } from "../../runTable/tableGaps";
import type { LayoutColumn } from "../../runTable/tableLayout";
import { LEAST_COMPARED, MOST_COMPARED } from "../../sources/contract/compareLimits";
import type { Ability } from "../../sources/contract/entry";
import type { TableColumn } from "../../sources/contract/runTables";
import { metricDirection } from "../../sources/metrics/metricDirection";
import { formatCount } from "../../text/formatNumbers";
import type { ShownColumn, TableAction, TableLine, TableShown, TableWindow } from "../../web/runTable/messages";

const WIDTHS = { text: 120, time: 140, duration: 90, number: 100, count: 90 } as const;
const NAME_WIDTH = 240;
const CHARACTER = 8;
const HEAD_ROOM = 34;
const WIDEST_TITLE = 220;

/** Actions that one selected run is enough for, by the ability that it needs. */
const NEEDED: readonly (readonly [TableAction, Ability])[] = [
  ["openPage", "page"],
  ["download", "download"],
  ["watch", "watch"],
  ["pin", "pin"],
  ["unpin", "unpin"],
  ["delete", "delete"],
];

/** The part of what a page shows that is read from the table itself. */
type TablePart = Pick<
  TableShown,
  | "filter"
  | "columns"
  | "group"
  | "isOutdated"
  | "notes"
  | "runCount"
  | "groupCount"
  | "lineCount"
  | "selectedCount"
  | "actions"
  | "version"
>;

export function tablePart(open: OpenTable, hint: string): TablePart {
  open.arrange();
  const { table, layout } = open;
  const group = layout.group === undefined ? undefined : parseColumnId(layout.group);
  return {
    filter: { text: open.filterText, problems: open.problems, hint },
    columns: shownColumns(open),
    isOutdated: open.isOutdated,
    notes: notesOf(open),
    runCount: table.data.size,
    groupCount: table.shown.groupCount,
    lineCount: table.shown.length,
    selectedCount: table.selection.size,
    actions: actionsOf(open),
    version: open.version,
    ...(group === undefined ? {} : { group: columnTitle(group) }),
  };
}

function shownColumns({ columns, layout }: OpenTable): readonly ShownColumn[] {
  return columns.flatMap((column) => {
    const parsed = parseColumnId(column.id);
    if (parsed === undefined) {
      return [];
    }
    const place = layout.sort.findIndex((key) => key.column === column.id);
    const isDescending = layout.sort[place]?.isDescending === true;
    const shown = { id: column.id, title: columnTitle(parsed), words: columnWords(parsed), holds: columnKind(parsed) };
    return [
      { ...shown, width: widthOf(column, parsed), ...(place < 0 ? {} : { sort: { place: place + 1, isDescending } }) },
    ];
  });
}

/** As wide as its title, unless the user has set it. */
function widthOf({ id, width }: LayoutColumn, column: TableColumn): number {
  const forTitle = Math.min(WIDEST_TITLE, columnTitle(column).length * CHARACTER + HEAD_ROOM);
  return width ?? (id === NAME_COLUMN ? NAME_WIDTH : Math.max(WIDTHS[columnKind(column)], forTitle));
}

function notesOf(open: OpenTable): readonly string[] {
  const { table, layout } = open;
  const { loaded, total } = table.counts;
  const sorted = layout.sort.flatMap(({ column }) => parseColumnId(column) ?? []).map(columnTitle);
  const what = `the ${formatCount(loaded)} loaded runs are sorted`;
  return [
    ...(open.isPartlySorted && !open.isLoading
      ? [
          `Only ${what} by ${sorted.join(", ")}: the service can't sort by that. Load the rest to see all of them in order.`,
        ]
      : []),
    ...tableGaps(table),
    ...(isShort(open)
      ? [`${formatCount((total ?? 0) - loaded)} runs came or went while the list was read: refresh it.`]
      : []),
  ];
}

/** The service counted more runs than its pages held. */
function isShort({ table, isLoading, isOutdated }: OpenTable): boolean {
  const { loaded, total = 0, unread, mayHaveMore } = table.counts;
  return table.isComplete && !isLoading && !isOutdated && !mayHaveMore && loaded + (unread?.count ?? 0) < total;
}

function actionsOf({ table }: OpenTable): readonly TableAction[] {
  const { selected, data } = table;
  const has = (ability: Ability) => selected.some((row) => data.hasAbility(row, ability));
  const count = selected.length;
  return [
    ...(count >= LEAST_COMPARED && count <= MOST_COMPARED && has("page") ? (["compare"] as const) : []),
    ...(count === 1 ? (["showInTree"] as const) : []),
    ...NEEDED.filter(([, ability]) => has(ability)).map(([action]) => action),
    ...(count > 0 ? (["copy"] as const) : []),
  ];
}

/** The lines of some positions, as many as there are. */
export function tableWindow(open: OpenTable, start: number, count: number): TableWindow {
  open.arrange();
  const columns = shownColumns(open);
  const lines: TableLine[] = [];
  for (let position = start; position < Math.min(start + count, open.table.shown.length); position++) {
    const line = open.table.shown.at(position);
    if (line?.kind === "run") {
      lines.push(runLine(open, line.row, columns));
    } else if (line !== undefined) {
      lines.push(groupLine(open, line.group, line.isOpen, columns));
    }
  }
  return { start, lines };
}

function runLine({ table }: OpenTable, row: number, columns: readonly ShownColumn[]): TableLine {
  const { data, selection } = table;
  const cells = columns.map(({ id }) => data.column(id)?.at(row) ?? null);
  return {
    kind: "run",
    row,
    ...data.headAt(row),
    cells,
    isSelected: selection.has(row),
    isPinned: data.hasAbility(row, "unpin"),
  };
}

function groupLine({ table }: OpenTable, group: RunGroup, isOpen: boolean, columns: readonly ShownColumn[]): TableLine {
  const figures = columns.map(({ id, holds }) => {
    const column = holds === "number" ? parseColumnId(id) : undefined;
    return column === undefined
      ? null
      : (groupFigure(table.data, group, columnId(column), metricDirection(column.name)) ?? null);
  });
  return { kind: "group", text: group.text ?? null, count: group.rows.length, isOpen, figures };
}
