import type { Uri } from "vscode";
import { commands, Disposable } from "vscode";
import { COMMANDS } from "../contract";
import { withCancellableProgress } from "../host/cancellableProgress";
import type { Messages } from "../host/messages";
import type { SourcePool } from "../host/sourcePool";
import type { PagesHost } from "../pages/pagesHost";
import { registerPages } from "../pages/registerPages";
import type { ExplorerView } from "../tree/explorerView";
import type { EntryRow, Row } from "../tree/row";
import { hasAbility } from "../tree/row";
import type { PageAddress } from "../sources/page";
import type { RegisterCommand } from "./commandRegistry";
import { openLink } from "./openCommands";
import { calledRows, pickRows, targetRows } from "./rowTargets";

const LEAST_COMPARED = 2;
const MOST_COMPARED = 10;
/** Each page is a tab: more than a few at once is seldom meant. */
const MOST_OPENED = 10;

export interface PageCommandsOptions {
  readonly views: readonly ExplorerView[];
  readonly pool: SourcePool;
  readonly messages: Messages;
  readonly extensionUri: Uri;
}

/** "Open Page" and "Compare", for rows that have a page. */
export function registerPageCommands(register: RegisterCommand, options: PageCommandsOptions): Disposable[] {
  const { views, pool, messages } = options;
  const pages = registerPages(pagesHost(options));
  const accepts = (row: Row): row is EntryRow => hasAbility(row, "page");
  return [
    new Disposable(() => pages.dispose()),
    register(COMMANDS.openPage, "open the page", async (...args) => {
      const rows = await targetRows(views, args, { accepts, title: "Open Page" });
      for (const row of rows.slice(0, MOST_OPENED)) {
        const address = pageAddress(row, pool);
        if (address !== undefined) {
          await pages.openPage(address, row.entry.name);
        }
      }
    }),
    register(COMMANDS.comparePages, "compare", async (...args) => {
      const rows = await comparedRows(views, args, messages);
      const addresses = rows.flatMap((row) => pageAddress(row, pool) ?? []);
      if (addresses.length >= LEAST_COMPARED) {
        await pages.compare(addresses);
      }
    }),
  ];
}

/** The selected rows, or those that are picked when fewer than two are; none with a sentence when they can't be compared. */
async function comparedRows(
  views: readonly ExplorerView[],
  args: readonly unknown[],
  messages: Messages,
): Promise<readonly EntryRow[]> {
  const called = calledRows(views, args);
  const chosen = called.length > 0 ? called : selectedRows(views);
  const accepts = (row: Row): row is EntryRow => hasAbility(row, "page");
  const usable = chosen.filter(accepts);
  const other = chosen.find((row) => !usable.some((known) => known === row));
  if (chosen.length < LEAST_COMPARED) {
    return comparable(await pickRows(views, { accepts, title: "Compare", chosen: usable }), messages);
  }
  if (other !== undefined) {
    const name = other.kind === "entry" ? `"${other.entry.name}"` : "one of the rows";
    await messages.showRefusal(
      `Could not compare: ${name} has no page. Select two to ten runs, or others with a page.`,
    );
    return [];
  }
  return comparable(usable, messages);
}

async function comparable(rows: readonly EntryRow[], messages: Messages): Promise<readonly EntryRow[]> {
  if (rows.length === 0 || (rows.length >= LEAST_COMPARED && rows.length <= MOST_COMPARED)) {
    return rows;
  }
  await messages.showRefusal(`Could not compare ${rows.length}: two to ten can be compared at a time.`);
  return [];
}

function selectedRows(views: readonly ExplorerView[]): readonly Row[] {
  return views.filter(({ treeView }) => treeView.visible).flatMap(({ treeView }) => treeView.selection);
}

function pageAddress(row: EntryRow, pool: SourcePool): PageAddress | undefined {
  const systemId = row.id.split("/")[0] ?? "";
  const place = row.source.pages?.placeOf(row.entry);
  const site = pool.shownSite(systemId);
  return place === undefined || site === undefined ? undefined : { systemId, site, place };
}

function pagesHost({ views, pool, messages, extensionUri }: PageCommandsOptions): PagesHost {
  const viewOf = ({ systemId }: PageAddress) => views.find(({ session }) => session.system.id === systemId);
  return {
    extensionUri,
    pool,
    wordFailure: (action, error) => messages.wordFailure(action, error),
    showFailure: (action, error) => messages.showFailure(action, error),
    setKeys: async ({ systemId, site }) => {
      await commands.executeCommand(COMMANDS.setKeys, systemId, site);
    },
    openLink: (url) => openLink(url, messages),
    originOf: (address) => originOf(viewOf(address), address),
    showInTree: async (address, rowIds) => {
      const view = viewOf(address);
      if (view === undefined || pool.shownSite(address.systemId) !== address.site) {
        const title = view?.session.system.title ?? address.systemId;
        return messages.showRefusal(`Could not show it in the tree: ${title} shows another site there.`);
      }
      await revealRow(view, rowIds, messages);
    },
  };
}

async function revealRow(view: ExplorerView, rowIds: readonly string[], messages: Messages): Promise<void> {
  try {
    const isShown = await withCancellableProgress(
      "Going to the row",
      async (signal) => (await view.reveal(rowIds, { signal })) !== undefined || signal.aborted,
    );
    if (!isShown) {
      await messages.showRefusal("Could not show it in the tree: its row was not found there.");
    }
  } catch (error) {
    await messages.showFailure("show it in the tree", error);
  }
}

function originOf(view: ExplorerView | undefined, { systemId, site }: PageAddress): string {
  const system = view?.session.system;
  const name = system?.sites.find(({ id }) => id === site)?.name ?? site;
  return `${system?.shortTitle ?? systemId} (${name})`;
}
