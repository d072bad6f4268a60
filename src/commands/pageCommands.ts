import type { Memento, Uri } from "vscode";
import { commands, Disposable, ViewColumn } from "vscode";
import { COMMANDS } from "../manifest/commands";
import { addressUri } from "../files/fileSystem/fileAddress";
import type { Doors } from "../host/doors";
import type { KeyStore } from "../host/keys/keyStore";
import type { Messages } from "../host/messages/messages";
import type { SourcePool } from "../host/site/sourcePool";
import { isLiveEnabled, liveInterval } from "../host/liveSetting";
import type { PagesHost } from "../pages/pagesHost";
import { openRunCurves } from "../pages/curves/runCurves";
import { registerPages } from "../pages/registerPages";
import type { ExplorerView } from "../tree/explorerView";
import type { EntryRow, Row } from "../tree/model/row";
import { onePerSubject, withAbility } from "../tree/model/row";
import { LEAST_COMPARED, MOST_COMPARED } from "../sources/contract/compareLimits";
import type { PanelAddress } from "../sources/contract/panelContent";
import { actOnPage } from "./pageActions";
import type { RegisterCommand } from "./shared/commandRegistry";
import { curvesFiles } from "./open/curvesFiles";
import { openFile } from "./open/openFile";
import { openLink, confirmTabs } from "./open/openLink";
import { pickRows, selectedRows, targetRows, usesOf } from "./shared/rowTargets";
import { focusedRows } from "./shared/focusedRows";
import type { ConnectedSystem } from "./connect/connectedSystem";
import { siteOfRow } from "./shared/rowAddress";
import { revealRow } from "./goTo/revealRow";
import { registerTableCommand, runTables } from "./tableCommands";

interface PageCommandsOptions {
  readonly systems: readonly ConnectedSystem[];
  readonly keys: KeyStore;
  readonly pool: SourcePool;
  readonly messages: Messages;
  readonly doors: Pick<Doors, "panels">;
  readonly extensionUri: Uri;
  /** Outlives the window. */
  readonly memory: Memento;
  /** Bytes above which a file is not read into the editor. */
  readonly largestFile: () => number;
}

/** "Open Page" and "Compare", for rows that have a page. */
export function registerPageCommands(register: RegisterCommand, options: PageCommandsOptions): Disposable[] {
  const { systems, pool, messages } = options;
  const views = systems.map(({ view }) => view);
  const host = pagesHost(options);
  const tables = runTables(
    host,
    { openPage: (...page) => pages.openPage(...page), compare: (all) => pages.compare(all) },
    options,
  );
  const pages = registerPages(host, options.doors, (panel, state) => tables.restore(panel, state));
  const accepts = withAbility("page");
  return [
    new Disposable(() => pages.dispose()),
    registerTableCommand(register, tables, options),
    register(COMMANDS.openPage, "open the page", async (called) => {
      const rows = await targetRows(views, called, { accepts, title: "Open Page", none: "No loaded row has a page." });
      if (!(await confirmTabs(rows.length, "Page"))) {
        return;
      }
      for (const row of rows) {
        const address = pageAddress(row, pool);
        if (address !== undefined) {
          await pages.openPage(address, row.entry.name);
        }
      }
    }),
    registerCurvesCommand(register, (file) => pages.openCurves(file), { views, pool }),
    register(COMMANDS.comparePages, "compare", async ({ rows: called }) => {
      const rows = await comparedRows(views, called, messages);
      const addresses = rows.flatMap((row) => pageAddress(row, pool) ?? []);
      if (addresses.length >= LEAST_COMPARED) {
        await pages.compare(addresses);
      }
    }),
  ];
}

/** "Open as Curves", for files that are curves by themselves. */
function registerCurvesCommand(
  register: RegisterCommand,
  open: (file: Uri) => Promise<void>,
  options: Parameters<typeof curvesFiles>[1],
): Disposable {
  return register(COMMANDS.openAsCurves, "open the curves", async (called) => {
    const files = await curvesFiles(called, options);
    if (await confirmTabs(files.length, "Curves")) {
      for (const file of files) {
        await open(file);
      }
    }
  });
}

/** The selected rows, or those that are picked when fewer than two are; none with a sentence when they can't be compared. */
async function comparedRows(
  views: readonly ExplorerView[],
  called: readonly Row[],
  messages: Messages,
): Promise<readonly EntryRow[]> {
  const accepts = withAbility("page");
  const chosen = called.length > 0 ? called : focusedRows(usesOf(views), accepts);
  const usable = chosen.filter(accepts);
  const other = chosen.find((row) => !usable.some((known) => known === row));
  if (chosen.length < LEAST_COMPARED) {
    const marked = (called.length > 0 ? called : selectedRows(views)).filter(accepts);
    const question = { accepts, title: "Compare", none: "No loaded row can be compared.", chosen: marked };
    return comparable(await pickRows(views, question), messages);
  }
  if (other !== undefined) {
    const name = other.kind === "entry" ? `"${other.entry.name}"` : "one of the rows";
    await messages.showRefusal(
      `Could not compare: ${name} has no page. Select ${LEAST_COMPARED} to ${MOST_COMPARED} runs, or other rows with a page.`,
    );
    return [];
  }
  return comparable(usable, messages);
}

async function comparable(chosen: readonly EntryRow[], messages: Messages): Promise<readonly EntryRow[]> {
  const rows = onePerSubject(chosen);
  if (rows.length === 0 || (rows.length >= LEAST_COMPARED && rows.length <= MOST_COMPARED)) {
    return rows;
  }
  await messages.showRefusal(
    `Select ${LEAST_COMPARED} to ${MOST_COMPARED} ${nounOf(rows)} to compare (${rows.length} selected).`,
  );
  return [];
}

/** "runs" where all are. */
function nounOf(rows: readonly EntryRow[]): string {
  return rows.every(({ entry }) => entry.kind === "run") ? "runs" : "rows";
}

function pageAddress(row: EntryRow, pool: SourcePool): PanelAddress | undefined {
  const place = row.source.pages?.placeOf(row.entry);
  const site = siteOfRow(row, pool);
  return place === undefined || site === undefined ? undefined : { ...site, place };
}

function pagesHost(options: PageCommandsOptions): PagesHost {
  const { systems, pool, messages, extensionUri, largestFile } = options;
  const systemOf = ({ systemId }: PanelAddress) => systems.find(({ system }) => system.id === systemId);
  return {
    extensionUri,
    pool,
    wordFailure: (action, error) => messages.wordFailure(action, error),
    showFailure: (action, error) => messages.showFailure(action, error),
    showRefusal: (sentence) => messages.showRefusal(sentence),
    setKeys: async ({ systemId, site }) => {
      await commands.executeCommand(COMMANDS.setKeys, systemId, site);
    },
    act: (address, rowIds, act) => actOnPage(address, rowIds, act, options),
    openFile: (address, { name, owner, size }) => {
      const file = { address, name, owner, size, download: addressUri(address) };
      return openFile(file, largestFile(), { viewColumn: ViewColumn.Active, preview: true });
    },
    openLink: (url) => openLink(url, messages),
    openCurves: (run) => openRunCurves(pool, run),
    curvesInterval: () => (isLiveEnabled() ? liveInterval() : Infinity),
    originOf: (address) => originOf(systemOf(address)?.view, address),
    revealRow: ({ systemId, site }, rowIds) => revealRow({ systemId, site, rowIds, name: "the row" }, options),
  };
}

function originOf(view: ExplorerView | undefined, { systemId, site }: PanelAddress): string {
  const system = view?.session.system;
  const name = system?.sites.find(({ id }) => id === site)?.name ?? site;
  return `${system?.shortTitle ?? systemId} (${name})`;
}
