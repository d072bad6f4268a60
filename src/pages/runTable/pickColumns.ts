import type { QuickPickItem } from "vscode";
import { QuickPickItemKind, ThemeIcon, window } from "vscode";
import { catalogueOf, type CatalogueItem } from "../../runTable/catalogue";
import { columnId, columnTitle, columnWords, isMetricColumn, NAME_COLUMN } from "../../runTable/columnIds";
import type { OpenTable } from "../../runTable/openTable";
import { chooseColumns, type LayoutColumn } from "../../runTable/tableLayout";
import type { TableColumn } from "../../sources/contract/runTables";
import { formatCount } from "../../text/formatNumbers";
import { plainLabel } from "../../text/plainText";
import type { TableStore } from "./tableStore";

interface ColumnItem extends QuickPickItem {
  readonly id?: string;
}

/** A list of all columns, those on show ticked; it is searched by typing. Undefined when the user leaves. */
export async function pickColumns(open: OpenTable): Promise<readonly LayoutColumn[] | undefined> {
  const shown = new Set(open.columns.map(({ id }) => id));
  const items = columnItems(open, catalogueOf(open.table.data), shown);
  const picked = await window.showQuickPick<ColumnItem>(items, {
    title: "Columns",
    placeHolder: "Type to search; Space toggles, Enter accepts",
    canPickMany: true,
    matchOnDescription: true,
  });
  return picked && chooseColumns(open.columns, [NAME_COLUMN, ...picked.flatMap(({ id }) => id ?? [])]);
}

/** Groups under headings. A column on show that no loaded run has can still be taken away. */
function columnItems(
  open: OpenTable,
  all: readonly CatalogueItem[],
  shown: ReadonlySet<string>,
): readonly ColumnItem[] {
  const known = new Set(all.map(({ column }) => columnId(column)));
  const lost = open.shownColumns
    .filter((column) => !known.has(columnId(column)))
    .map((column) => ({ column, count: 0 }));
  const { size } = open.table.data;
  let last = "";
  return [...all, ...lost].flatMap(({ column, count }): ColumnItem[] => {
    const id = columnId(column);
    const heading = headingOf(column);
    const start = heading === last ? [] : [{ label: heading, kind: QuickPickItemKind.Separator }];
    last = heading;
    if (id === NAME_COLUMN) {
      return [];
    }
    const description = `${count === size ? "all" : formatCount(count)} of ${formatCount(size)} runs`;
    return [...start, { id, label: plainLabel(columnTitle(column)), description, picked: shown.has(id) }];
  });
}

function headingOf(column: TableColumn): string {
  if (isMetricColumn(column)) {
    return "Metrics";
  }
  return { fact: "Run", param: "Parameters", tag: "Tags" }[column.kind as "fact" | "param" | "tag"];
}

/** The column to group by, or none; undefined when the user leaves. */
export async function pickGroup(open: OpenTable): Promise<{ readonly column: string | undefined } | undefined> {
  const { size } = open.table.data;
  const usable = catalogueOf(open.table.data).filter(({ column }) => isGroupable(column));
  const none = { label: "$(close) No groups", column: undefined };
  const items = usable.map(({ column, count }) => ({
    label: plainLabel(columnWords(column)),
    description: `${formatCount(count)} of ${formatCount(size)} runs · ${valuesText(open, columnId(column))}`,
    column: columnId(column),
  }));
  const placeHolder = "Type to search for a parameter or a tag";
  const options = { title: "Group Runs By", placeHolder, matchOnDescription: true };
  return await window.showQuickPick<QuickPickItem & { readonly column: string | undefined }>(
    [...(open.layout.group === undefined ? [] : [none]), ...items],
    options,
  );
}

function isGroupable({ kind, name }: TableColumn): boolean {
  return kind === "param" || kind === "tag" || (kind === "fact" && (name === "status" || name === "owner"));
}

function valuesText({ table }: OpenTable, id: string): string {
  const cells = table.data.column(id);
  const values = new Set(cells?.type === "text" ? table.data.rows.map((row) => cells.codeAt(row)).filter(Boolean) : []);
  return values.size === 1 ? "1 value" : `${formatCount(values.size)} values`;
}

interface SetItem extends QuickPickItem {
  readonly columns?: readonly LayoutColumn[];
  readonly isNew?: boolean;
}

const REMOVE = { iconPath: new ThemeIcon("trash"), tooltip: "Remove" };

/** Sets of columns by their names: one is taken, the columns on show are saved as one, or one is removed. */
export async function chooseColumnSet(
  open: OpenTable,
  store: TableStore,
): Promise<readonly LayoutColumn[] | undefined> {
  const picked = await pickSet(open, store);
  if (picked?.isNew === true) {
    await saveSet(open, store);
    return undefined;
  }
  return picked?.columns;
}

async function pickSet(open: OpenTable, store: TableStore): Promise<SetItem | undefined> {
  const picker = window.createQuickPick<SetItem>();
  picker.title = "Column Sets";
  picker.placeholder = "Select a set for this table, or save the columns on show as one";
  const show = () => (picker.items = setItems(open, store));
  show();
  try {
    return await new Promise<SetItem | undefined>((resolve) => {
      picker.onDidAccept(() => resolve(picker.activeItems[0]));
      picker.onDidHide(() => resolve(undefined));
      picker.onDidTriggerItemButton(({ item }) => void store.removeSet(item.label).then(show));
      picker.show();
    });
  } finally {
    picker.dispose();
  }
}

function setItems({ columns }: OpenTable, store: TableStore): readonly SetItem[] {
  const save = { label: "$(save) Save the Columns on Show…", description: columnCount(columns), isNew: true };
  const sets = store.sets.map((set) => ({
    label: set.name,
    description: columnCount(set.columns),
    columns: set.columns,
    buttons: [REMOVE],
  }));
  return [...sets, save];
}

function columnCount(columns: readonly LayoutColumn[]): string {
  return columns.length === 1 ? "1 column" : `${columns.length} columns`;
}

async function saveSet({ columns }: OpenTable, store: TableStore): Promise<void> {
  const name = await window.showInputBox({
    title: "Save Column Set",
    prompt: "A set with the same name is replaced.",
    placeHolder: "A name, for example losses",
    validateInput: (text) => (text.trim() === "" ? "Enter a name" : undefined),
  });
  if (name !== undefined) {
    await store.keepSet({ name: name.trim(), columns });
  }
}
