import type { Disposable } from "vscode";
import { window } from "vscode";
import { COMMANDS } from "../../manifest/commands";
import { refreshCommandOf } from "../../manifest/systemNames";
import type { Messages } from "../../host/messages/messages";
import type { ExplorerView } from "../../tree/explorerView";
import type { EntryRow, FailureRow, MoreRow, Row } from "../../tree/model/row";
import { hasAbility } from "../../tree/model/row";
import type { RegisterCommand } from "../shared/commandRegistry";
import { targetRows } from "../shared/rowTargets";

interface TreeCommandsOptions {
  readonly views: readonly ExplorerView[];
  readonly messages: Messages;
}

/** The commands that ask for rows: refresh, more, again. */
export function registerTreeCommands(register: RegisterCommand, options: TreeCommandsOptions): Disposable[] {
  const { views } = options;
  return [
    register(COMMANDS.refresh, "refresh", () => {
      for (const view of views.filter(({ treeView }) => treeView.visible)) {
        view.refresh();
      }
    }),
    ...views.map((view) =>
      register(refreshCommandOf(view.session.system.id), "refresh", () => {
        view.refresh();
      }),
    ),
    register(COMMANDS.refreshRow, "refresh the row", async (called) => {
      const rows = await targetRows(views, called, {
        accepts: isRefreshable,
        title: "Refresh",
        none: "No loaded row can be refreshed.",
      });
      await Promise.all(rows.map((row) => refreshRow(row, register.signal, options)));
    }),
    register(COMMANDS.loadMore, "load more", async (called) => {
      const rows = await targetRows(views, called, {
        accepts: isMore,
        title: "Load More",
        none: "Every list that is open is loaded in full.",
      });
      await Promise.all(rows.map(async (row) => await viewOf(views, row)?.loadMore(row)));
    }),
    register(COMMANDS.tryAgain, "try again", async (called) => {
      const rows = await targetRows(views, called, {
        accepts: isFailure,
        title: "Try Again",
        none: "Nothing has failed.",
      });
      await Promise.all(rows.map(async (row) => await viewOf(views, row)?.tryAgain(row)));
    }),
  ];
}

async function refreshRow(row: EntryRow, signal: AbortSignal, { views, messages }: TreeCommandsOptions): Promise<void> {
  const view = viewOf(views, row);
  if (view === undefined) {
    return;
  }
  try {
    await window.withProgress({ location: { viewId: view.viewId } }, () => view.refreshRow(row, { signal }));
  } catch (error) {
    const place = { systemId: view.session.system.id };
    await messages.showFailure(`refresh ${row.entry.name}`, error, {}, place);
  }
}

function viewOf(views: readonly ExplorerView[], row: Row): ExplorerView | undefined {
  return views.find((view) => view.owns(row));
}

function isRefreshable(row: Row): row is EntryRow {
  return hasAbility(row, "refresh");
}

function isMore(row: Row): row is MoreRow {
  return row.kind === "more";
}

function isFailure(row: Row): row is FailureRow {
  return row.kind === "failure";
}
