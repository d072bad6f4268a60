import type { QuickPickItem } from "vscode";
import { window } from "vscode";
import { showInformation } from "../../host/messages/messageBox";
import { plainLabel } from "../../text/plainText";
import type { ExplorerView } from "../../tree/explorerView";
import { type Row, rowPath } from "../../tree/model/row";
import type { ViewUse } from "../../tree/viewUse";
import { focusedRows, selectedIn } from "./focusedRows";

interface RowItem<R extends Row> extends QuickPickItem {
  readonly row: R;
}

export const NO_FILE = "No file is loaded.";

interface RowQuestion<R extends Row> {
  /** True for rows that the command can act on. */
  readonly accepts: (row: Row) => row is R;
  /** Title of the list that is shown when no row is selected: the command's. */
  readonly title: string;
  /** Said when no loaded row can be it: "Nothing is pinned." */
  readonly none: string;
}

/**
 * The rows that a command is for: those it was called on, else those selected in the view that the user is in, else those
 * the user picks of what is loaded. Empty when the user picks none.
 */
export async function targetRows<R extends Row>(
  views: readonly ExplorerView[],
  called: readonly Row[],
  question: RowQuestion<R>,
): Promise<readonly R[]> {
  if (called.length > 0) {
    return called.filter(question.accepts);
  }
  const usable = focusedRows(usesOf(views), question.accepts).filter(question.accepts);
  return usable.length > 0 ? usable : await pickRow(views, question);
}

/** Of the views in sight. */
export function selectedRows(views: readonly ExplorerView[]): readonly Row[] {
  return selectedIn(usesOf(views));
}

export function usesOf(views: readonly ExplorerView[]): readonly ViewUse[] {
  return views.map(({ use }) => use);
}

async function pickRow<R extends Row>(views: readonly ExplorerView[], question: RowQuestion<R>): Promise<readonly R[]> {
  const items = await loadedItems(views, question);
  if (items.length === 0) {
    return [];
  }
  const placeHolder = "Select a loaded row";
  const options = { title: question.title, placeHolder, matchOnDescription: true };
  const picked = await window.showQuickPick<RowItem<R>>(items, options);
  return picked === undefined ? [] : [picked.row];
}

/** Lets the user pick several rows of what is loaded, those chosen already among them. Empty when the user leaves. */
export async function pickRows<R extends Row>(
  views: readonly ExplorerView[],
  question: RowQuestion<R> & { readonly chosen: readonly R[] },
): Promise<readonly R[]> {
  const items = await loadedItems(views, question);
  if (items.length === 0) {
    return [];
  }
  const placeHolder = "Select loaded rows";
  const options = { title: question.title, placeHolder, matchOnDescription: true, canPickMany: true } as const;
  const marked = items.map((item) => ({ ...item, picked: question.chosen.includes(item.row) }));
  const picked = await window.showQuickPick<RowItem<R>>(marked, options);
  return picked?.map(({ row }) => row) ?? [];
}

async function loadedItems<R extends Row>(
  views: readonly ExplorerView[],
  { accepts, none }: RowQuestion<R>,
): Promise<readonly RowItem<R>[]> {
  const selected = new Set(selectedRows(views));
  const rows = views.flatMap((view) => view.loadedRows.filter(accepts));
  // Where selections of several views may be meant, they are what to choose from.
  const first = rows.filter((row) => selected.has(row));
  const items = [...first, ...rows.filter((row) => !selected.has(row))].map((row) => itemOf(row));
  if (items.length === 0) {
    await showInformation(none);
  }
  return items;
}

function itemOf<R extends Row>(row: R): RowItem<R> {
  const names = rowPath<Row>(row).map(nameOf);
  return { label: plainLabel(names.at(-1) ?? ""), description: plainLabel(names.slice(0, -1).join(" › ")), row };
}

function nameOf(row: Row): string {
  switch (row.kind) {
    case "entry":
      return row.entry.name;
    case "failure":
      return `Could not list ${row.noun}`;
    case "more":
      return "Load More";
    case "note":
      return row.text;
    case "clearFilter":
      return "Clear Filter";
    case "problem":
      return row.title;
  }
}
