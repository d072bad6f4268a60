import { homedir } from "node:os";
import { Uri, window, workspace } from "vscode";
import { withCancellableProgress } from "../../host/messages/cancellableProgress";
import { showInformation } from "../../host/messages/messageBox";
import { catalogueOf } from "../../runTable/catalogue";
import { exportName } from "../../runTable/columnIds";
import { countFormulas, exactText, type ExportFormat, exportParts } from "../../runTable/exportRuns";
import { tableGaps } from "../../runTable/tableGaps";
import type { OpenTable } from "../../runTable/openTable";
import type { TableColumn } from "../../sources/contract/runTables";
import { formatCount } from "../../text/formatNumbers";
import { tabbedCell } from "../../text/quotes";
import type { TableHost } from "./tableHost";

const FORMATS = [
  { format: "csv", name: "CSV", ending: "csv" },
  { format: "jsonl", name: "JSON Lines", ending: "jsonl" },
  { format: "markdown", name: "Markdown", ending: "md" },
] as const satisfies readonly { readonly format: ExportFormat; readonly name: string; readonly ending: string }[];

/** Rows of the columns on show for a spreadsheet's paste, with a line of heads. */
export function tabbedRows(open: OpenTable, rows: readonly number[]): string {
  const lines = rows.map((row) => open.shownColumns.map((column) => exactText(open.table.data, row, column)));
  const all = [open.shownColumns.map(exportName), ...lines];
  return all.map((cells) => cells.map(tabbedCell).join("\t")).join("\n");
}

/** Writes a file of what is shown, or of all runs with all columns, after what is still to come was loaded. */
export async function exportTable(open: OpenTable, host: TableHost): Promise<void> {
  const picked = await pickExport(open);
  const target = picked && (await askTarget(open, picked));
  if (picked === undefined || target === undefined) {
    return;
  }
  if (picked.scope === "all" && !(await loadRest(open, host))) {
    return;
  }
  const { data, shown } = open.table;
  open.arrange();
  const columns = picked.scope === "all" ? allColumns(open) : open.shownColumns;
  const exported = { data, rows: shown.runs, columns };
  const parts = [...exportParts(exported, picked.format)].map((part) => Buffer.from(part));
  await workspace.fs.writeFile(target, Buffer.concat(parts));
  const formulas = picked.format === "csv" ? countFormulas(exported) : 0;
  await sayDone(target, [exportedText(exported.rows.length), ...tableGaps(open.table), ...formulaWarning(formulas)]);
}

async function pickExport(open: OpenTable) {
  const { data, counts, isComplete } = open.table;
  const all = isComplete ? data.size : (counts.total ?? data.size);
  const rest = isComplete ? "" : ", the rest is loaded first";
  const scopes = [
    { scope: "shown", text: `${formatCount(data.size)} runs, ${open.columns.length} columns as shown` },
    { scope: "all", text: `${formatCount(all)} runs, all columns${rest}` },
  ] as const;
  const items = scopes.flatMap(({ scope, text }) =>
    FORMATS.map((format) => ({
      label: format.name,
      description: `${scope === "shown" ? "What is shown" : "All"}: ${text}`,
      scope,
      ...format,
    })),
  );
  const options = { title: "Export Runs", placeHolder: "Select a format", matchOnDescription: true };
  return await window.showQuickPick(items, options);
}

async function askTarget(
  { entry }: OpenTable,
  { name, ending }: { readonly name: string; readonly ending: string },
): Promise<Uri | undefined> {
  const folder = workspace.workspaceFolders?.find(({ uri }) => workspace.fs.isWritableFileSystem(uri.scheme))?.uri;
  const file = `${entry.name.replaceAll(/[^\w.-]+/g, "-").slice(0, 80)}-runs.${ending}`;
  const defaultUri = Uri.joinPath(folder ?? Uri.file(homedir()), file);
  return await window.showSaveDialog({ title: "Export Runs", defaultUri, filters: { [name]: [ending] } });
}

/** Goes on with a load where it was stopped. False when it was canceled or failed: what came stays for the next time. */
async function loadRest(open: OpenTable, host: TableHost): Promise<boolean> {
  if (!open.table.isComplete) {
    await withCancellableProgress("Loading all runs", async (signal, report) => {
      signal.addEventListener("abort", () => open.stop(), { once: true });
      const timer = setInterval(() => {
        const { loaded, total } = open.table.counts;
        report(
          `${formatCount(loaded)}${total === undefined ? "" : ` of ${formatCount(total)}`}`,
          loaded / (total ?? NaN) || 0,
        );
      }, 500);
      await open.goOn().finally(() => clearInterval(timer));
    });
  }
  if (open.failure !== undefined) {
    await host.showFailure("export the runs", open.failure);
  }
  return open.table.isComplete || open.table.isCapped;
}

function allColumns({ table }: OpenTable): readonly TableColumn[] {
  return catalogueOf(table.data).map(({ column }) => column);
}

function exportedText(count: number): string {
  return `Exported ${formatCount(count)} ${count === 1 ? "run" : "runs"}.`;
}

function formulaWarning(count: number): readonly string[] {
  const [cells, were, them] =
    count === 1 ? ["1 value starts", "was", "it"] : [`${formatCount(count)} values start`, "were", "them"];
  const text = `${cells} like a formula (=, +, - or @) and ${were} kept as the service gave ${them}: import the file as text where a spreadsheet might run them.`;
  return count === 0 ? [] : [text];
}

/** Sentences, of which some may lack their full stop. */
async function sayDone(target: Uri, said: readonly string[]): Promise<void> {
  const text = said.map((sentence) => `${sentence.replace(/\.$/, "")}.`).join(" ");
  if ((await showInformation(text, "Open File")) === "Open File") {
    await window.showTextDocument(target);
  }
}
