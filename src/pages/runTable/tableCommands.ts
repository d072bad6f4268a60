import { window } from "vscode";
import { copyText } from "../../host/messages/copyText";
import { NAME_COLUMN, parseColumnId } from "../../runTable/columnIds";
import { exportParts } from "../../runTable/exportRuns";
import type { OpenTable } from "../../runTable/openTable";
import { moveColumn, sizeColumn, type TableLayout } from "../../runTable/tableLayout";
import type { Entry } from "../../sources/contract/entry";
import { plainLabel } from "../../text/plainText";
import type { RunTableRequest, TableAction, TableAddress } from "../../web/runTable/messages";
import { exportTable, tabbedRows } from "./exportTable";
import { chooseColumnSet, pickColumns, pickGroup } from "./pickColumns";
import { actOnRuns } from "./runActions";
import type { TableHost } from "./tableHost";
import type { TableStore } from "./tableStore";

type Asked = Exclude<RunTableRequest, { kind: "ready" | "reload" | "setKeys" | "window" }>;

interface TableCommandsOptions {
  readonly host: TableHost;
  readonly store: TableStore;
  readonly address: TableAddress;
  /** Entries from the top down to the one whose runs are listed. */
  readonly above: () => readonly Entry[];
}

/** Does what a page of runs may ask for. */
export class TableCommands {
  readonly #options: TableCommandsOptions;

  constructor(options: TableCommandsOptions) {
    this.#options = options;
  }

  /** Never rejects: a failure reaches the user. */
  async answer(request: Asked, open: OpenTable | undefined): Promise<void> {
    if (open === undefined) {
      return;
    }
    try {
      await (this.#arrange(request, open) ?? this.#select(request, open) ?? this.#run(request, open));
    } catch (error) {
      await this.#options.host.showFailure(`${request.kind === "export" ? "export" : "act on"} the runs`, error);
    }
  }

  /** Requests that change which rows and columns there are. */
  #arrange(request: Asked, open: OpenTable): Promise<unknown> | undefined {
    switch (request.kind) {
      case "stop":
        open.stop();
        return Promise.resolve();
      case "goOn":
        return open.goOn();
      case "filter":
        return open.filter(request.text);
      case "sort":
        return this.#kept(open, open.sort(request.column, request.isAdded));
      case "moveColumn":
        return this.#lay(open, { columns: moveColumn(open.columns, request.column, request.before) });
      case "sizeColumn":
        return this.#lay(open, { columns: sizeColumn(open.columns, request.column, request.width) });
      case "hideColumn":
        return this.#lay(open, {
          columns: open.columns.filter(({ id }) => id !== request.column || id === NAME_COLUMN),
        });
      case "toggleGroup":
        open.toggleGroup(request.text ?? undefined);
        return Promise.resolve();
      case "toggleGroups":
        open.toggleGroups();
        return Promise.resolve();
      default:
        return undefined;
    }
  }

  #select(request: Asked, open: OpenTable): Promise<unknown> | undefined {
    const { selection, shown } = open.table;
    switch (request.kind) {
      case "select":
        selection.step(request.step, request.row, shown);
        break;
      case "selectAll":
        selection.select(shown.runs);
        break;
      case "clearSelection":
        selection.clear();
        break;
      default:
        return undefined;
    }
    open.changed();
    return Promise.resolve();
  }

  /** Requests that ask the user, or the rest of the product. */
  async #run(request: Asked, open: OpenTable): Promise<void> {
    const { store } = this.#options;
    switch (request.kind) {
      case "chooseColumns": {
        const columns = await pickColumns(open);
        await (columns === undefined ? undefined : this.#lay(open, { columns }));
        break;
      }
      case "columnSets": {
        const columns = await chooseColumnSet(open, store);
        await (columns === undefined ? undefined : this.#lay(open, { columns }));
        break;
      }
      case "chooseGroup": {
        const picked = await pickGroup(open);
        if (picked !== undefined) {
          open.group(picked.column);
          await this.#keep(open);
        }
        break;
      }
      case "openRun":
        await this.#act("openPage", open, [request.row]);
        break;
      case "act":
        await (request.action === "copy" ? this.#copy(open) : this.#act(request.action, open, open.table.selected));
        break;
      case "copyRows":
        await copyText(tabbedRows(open, rowsToCopy(open)), ` ${rowsToCopy(open).length} rows`);
        break;
      case "export":
        await exportTable(open, this.#options.host);
        break;
      default:
        // The other requests were answered before.
        break;
    }
  }

  async #act(action: Exclude<TableAction, "copy">, open: OpenTable, rows: readonly number[]): Promise<void> {
    const { host, address, above } = this.#options;
    await actOnRuns(action, rows, { open, host, address, above: above() });
  }

  async #copy(open: OpenTable): Promise<void> {
    const { data, selected } = open.table;
    const columns = open.columns.flatMap(({ id }) => parseColumnId(id) ?? []);
    const parts = (format: "csv" | "jsonl" | "markdown") => () =>
      [...exportParts({ data, rows: selected, columns }, format)].join("");
    const lines = (column: string) => () => selected.map((row) => plainLine(data.textAt(row, column))).join("\n");
    const ways = [
      { label: "IDs", text: lines("fact:id") },
      { label: "Names", text: lines(NAME_COLUMN) },
      { label: "Rows as CSV", text: parts("csv") },
      { label: "Rows as Markdown", text: parts("markdown") },
      { label: "Rows as JSON Lines", text: parts("jsonl") },
    ];
    const title = selected.length === 1 ? "Copy the Selected Run" : `Copy ${selected.length} Selected Runs`;
    const way = await window.showQuickPick(ways, { title: plainLabel(title), placeHolder: "Copy as" });
    if (way !== undefined) {
      await copyText(way.text(), ` ${way.label.toLowerCase().replace("ids", "IDs")}`);
    }
  }

  async #lay(open: OpenTable, change: Partial<TableLayout>): Promise<void> {
    open.setLayout(change);
    await this.#keep(open);
  }

  async #kept(open: OpenTable, sorting: Promise<void>): Promise<void> {
    // Kept at once: the load that the service's order may take is another matter.
    await this.#keep(open);
    await sorting;
  }

  async #keep(open: OpenTable): Promise<void> {
    await this.#options.store.keepLayout(this.#options.address, open.layout);
  }
}

function rowsToCopy({ table }: OpenTable): readonly number[] {
  return table.selected.length > 0 ? table.selected : table.shown.runs;
}

function plainLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, " ");
}
