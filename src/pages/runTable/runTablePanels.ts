import type { WebviewPanel } from "vscode";
import { ViewColumn, window } from "vscode";
import { PANELS } from "../../manifest/views";
import { tabTitle } from "../tabTitle";
import { RunTablePanel, type RunTableStart } from "./runTablePanel";
import type { TableHost } from "./tableHost";
import { parseKeptTable } from "./tableRequests";
import { tableKey, TableStore } from "./tableStore";

/** The tables of runs that are open, one for each entry. */
export class RunTablePanels {
  readonly #host: TableHost;
  readonly #store: TableStore;
  readonly #open = new Map<string, RunTablePanel>();

  constructor(host: TableHost) {
    this.#host = host;
    this.#store = new TableStore(host.memory);
  }

  /** `title` is the entry's name. */
  open(start: RunTableStart, title: string): void {
    const known = this.#open.get(tableKey(start.address));
    if (known === undefined) {
      this.#show(window.createWebviewPanel(PANELS.runTable, tabTitle(`Runs of ${title}`), ViewColumn.Active), start);
    } else {
      known.panel.reveal();
    }
  }

  /** Makes a table again that VS Code kept; one whose state can't be read is closed. */
  restore(panel: WebviewPanel, state: unknown): void {
    const kept = parseKeptTable(state);
    if (kept === undefined) {
      panel.dispose();
    } else {
      this.#show(panel, { address: kept.table, filter: kept.filter });
    }
  }

  #show(panel: WebviewPanel, start: RunTableStart): void {
    const key = tableKey(start.address);
    const onDidClose = () => {
      if (this.#open.get(key) === table) {
        this.#open.delete(key);
      }
    };
    const table = new RunTablePanel({ ...start, host: this.#host, store: this.#store, panel, onDidClose });
    this.#open.set(key, table);
  }
}
