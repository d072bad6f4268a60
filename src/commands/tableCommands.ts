import type { Memento, WebviewPanel } from "vscode";
import { commands } from "vscode";
import { COMMANDS } from "../manifest/commands";
import type { PagesHost } from "../pages/pagesHost";
import { titleOf } from "../pages/runTable/tableTitle";
import type { RunTablePanels } from "../pages/runTable/runTablePanels";
import type { ActedOn, RowAction, TableHost } from "../pages/runTable/tableHost";
import type { EntryRow } from "../tree/model/row";
import { rowPath, withAbility } from "../tree/model/row";
import type { RegisterCommand } from "./shared/commandRegistry";
import { holderRow } from "./shared/holderRow";
import { siteOfRow } from "./shared/rowAddress";
import { targetRows } from "./shared/rowTargets";
import { revealSite } from "./goTo/revealSite";
import type { RevealOptions } from "./goTo/revealRow";
import type { Disposable } from "vscode";

interface TableOptions extends RevealOptions {
  readonly memory: Memento;
}

/** Opens and restores tables of runs. What they are made of is loaded with the first. */
interface RunTables {
  open(row: EntryRow, options: RevealOptions): Promise<void>;
  restore(panel: WebviewPanel, state: unknown): Promise<void>;
}

/** The commands of the tree that a table's actions stand for. */
const ACTIONS = {
  download: COMMANDS.download,
  watch: COMMANDS.watchRun,
  pin: COMMANDS.pin,
  unpin: COMMANDS.unpin,
  delete: COMMANDS.deleteRow,
} as const satisfies Readonly<Record<RowAction, string>>;

export function runTables(
  host: PagesHost,
  pages: Pick<TableHost, "openPage" | "compare">,
  options: TableOptions,
): RunTables {
  let loading: Promise<RunTablePanels> | undefined;
  const tableHost: TableHost = {
    ...host,
    openPage: (address, title) => pages.openPage(address, title),
    compare: (addresses) => pages.compare(addresses),
    memory: options.memory,
    showSite: async ({ systemId, site }) => {
      const connected = options.systems.find(({ system }) => system.id === systemId);
      return connected !== undefined && (await revealSite(connected, site, options));
    },
    actOnRows: async (action, on) => {
      const rows = rowsOf(on);
      await commands.executeCommand(ACTIONS[action], rows[0], rows);
    },
  };
  const panels = () =>
    (loading ??= import("../pages/runTable/runTablePanels").then((module) => new module.RunTablePanels(tableHost)));
  return {
    open: async (called, { pool }) => {
      const row = holderRow(called);
      const site = siteOfRow(row, pool);
      const path = rowPath(row);
      if (site !== undefined) {
        const address = { ...site, rowIds: path.map(({ id }) => id) };
        const filter = row.source.filter?.values(row.entry) ?? {};
        (await panels()).open(
          { address, entries: path.map(({ entry }) => entry), filter },
          titleOf(path.map(({ entry }) => entry)),
        );
      }
    },
    restore: async (panel, state) => (await panels()).restore(panel, state),
  };
}

/** Rows as the tree has them, of entries that it need not have loaded. */
function rowsOf({ source, above, entries }: ActedOn): readonly EntryRow[] {
  const rowOf = (parent: EntryRow | undefined, entry: EntryRow["entry"]): EntryRow => ({
    kind: "entry",
    id: entry.id,
    source,
    parent,
    entry,
  });
  const parent = above.reduce<EntryRow | undefined>(rowOf, undefined);
  return entries.map((entry) => rowOf(parent, entry));
}

/** "Open Runs as Table", for rows that hold runs. */
export function registerTableCommand(register: RegisterCommand, tables: RunTables, options: TableOptions): Disposable {
  return register(COMMANDS.openRunTable, "open the runs", async (called) => {
    const views = options.systems.map(({ view }) => view);
    const question = {
      accepts: withAbility("runs"),
      title: "Open Runs as Table",
      none: "No loaded row holds runs.",
    };
    for (const row of await targetRows(views, called, question)) {
      await tables.open(row, options);
    }
  });
}
