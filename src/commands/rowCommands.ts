import type { Disposable } from "vscode";
import { window } from "vscode";
import { COMMANDS } from "../contract";
import type { Messages } from "../host/messages";
import type { FilterField, FilterValues } from "../sources/source";
import type { ExplorerView } from "../tree/explorerView";
import type { EntryRow, Row } from "../tree/row";
import { hasAbility } from "../tree/row";
import type { RegisterCommand } from "./commandRegistry";
import { targetRows } from "./rowTargets";

const MAX_NAMED = 10;

export interface RowCommandsOptions {
  readonly views: readonly ExplorerView[];
  readonly messages: Messages;
}

/** The commands that change a row: delete it at the service, narrow what is below it. */
export function registerRowCommands(register: RegisterCommand, options: RowCommandsOptions): Disposable[] {
  const { views } = options;
  return [
    register(COMMANDS.deleteRow, "delete", async (...args) => {
      const accepts = (row: Row): row is EntryRow => hasAbility(row, "delete");
      const rows = await targetRows(views, args, { accepts, title: "Delete" });
      if (rows.length > 0 && (await isDeletionWanted(rows))) {
        await Promise.all(rows.map((row) => deleteRow(row, options)));
      }
    }),
    register(COMMANDS.filterRow, "filter", async (...args) => {
      const accepts = (row: Row): row is EntryRow => hasAbility(row, "filter");
      const [row] = await targetRows(views, args, { accepts, title: "Filter Versions" });
      if (row !== undefined) {
        await filterRow(row, views);
      }
    }),
  ];
}

async function isDeletionWanted(rows: readonly EntryRow[]): Promise<boolean> {
  const names = rows.map(({ entry }) => entry.name);
  const question = names.length === 1 ? `Delete ${entryTitle(rows[0])}?` : `Delete these ${names.length}?`;
  const shown = names.slice(0, MAX_NAMED).join("\n");
  const left = names.length - MAX_NAMED;
  const list = names.length === 1 ? "" : `${shown}${left > 0 ? `\nand ${left} more` : ""}\n\n`;
  const detail = `${list}It is deleted at the service, for everybody. This can't be undone.`;
  return (await window.showWarningMessage(question, { modal: true, detail }, "Delete")) === "Delete";
}

/** Several may bear one name: the question names what tells them apart, too. */
function entryTitle(row: EntryRow | undefined): string {
  const apart = row?.entry.detail.filter((part) => typeof part === "string").join(" · ") ?? "";
  return `"${row?.entry.name ?? ""}"${apart === "" ? "" : ` (${apart})`}`;
}

async function deleteRow(row: EntryRow, { views, messages }: RowCommandsOptions): Promise<void> {
  try {
    await row.source.delete?.(row.entry, { signal: new AbortController().signal });
    const view = views.find((candidate) => candidate.owns(row));
    view?.removeRow(row);
    // It may stand in another listing, too: a group, or the results of a search.
    view?.refresh();
  } catch (error) {
    await messages.showFailure(`delete ${row.entry.name}`, error);
  }
}

async function filterRow(row: EntryRow, views: readonly ExplorerView[]): Promise<void> {
  const filter = row.source.filter;
  if (filter === undefined) {
    return;
  }
  const values = await askFilter(row.entry.name, filter.fields(row.entry), filter.values(row.entry));
  if (values !== undefined) {
    filter.set(row.entry, values);
    const view = views.find((candidate) => candidate.owns(row));
    await view?.refreshRow(row, { signal: new AbortController().signal });
  }
}

/** Lets the user set one field of a filter, or clear all of it. Undefined when the user leaves. */
async function askFilter(
  name: string,
  fields: readonly FilterField[],
  values: FilterValues,
): Promise<FilterValues | undefined> {
  const items = fields.map((field) => ({
    label: field.title,
    description: values[field.id] ?? "",
    field,
  }));
  const clear = { label: "$(clear-all) Clear Filter", description: "", field: undefined };
  const choices = Object.keys(values).length > 0 ? [clear, ...items] : items;
  const picked = await window.showQuickPick(choices, { title: `Filter ${name}`, placeHolder: "By what?" });
  if (picked?.field === undefined) {
    return picked === undefined ? undefined : {};
  }
  const { field } = picked;
  const text = await window.showInputBox({
    title: `Filter ${name} by ${field.title}`,
    placeHolder: field.placeHolder,
    prompt: "Empty takes this part of the filter away.",
    value: values[field.id] ?? "",
    validateInput: (typed) => (typed.trim() === "" ? undefined : field.validate(typed.trim())),
  });
  if (text === undefined) {
    return undefined;
  }
  const others = Object.fromEntries(Object.entries(values).filter(([id]) => id !== field.id));
  return text.trim() === "" ? others : { ...others, [field.id]: text.trim() };
}
