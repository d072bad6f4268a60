import type { Disposable } from "vscode";
import { window } from "vscode";
import { showWarning } from "../../host/messages/messageBox";
import { COMMANDS } from "../../manifest/commands";
import type { Messages } from "../../host/messages/messages";
import type { RunWatcher } from "../../watch/runWatcher";
import type { SourcePool } from "../../host/site/sourcePool";
import { formatCount } from "../../text/formatNumbers";
import type { ExplorerView } from "../../tree/explorerView";
import type { EntryRow } from "../../tree/model/row";
import { withAbility } from "../../tree/model/row";
import type { RegisterCommand } from "../shared/commandRegistry";
import type { Fate } from "./deletions";
import { deleteEntry, deletionOrder, depthOf, goneText } from "./deletions";
import { targetRows } from "../shared/rowTargets";
import { showFailures } from "../shared/showFailures";
import { siteOfRow } from "../shared/rowAddress";

const MAX_NAMED = 10;
/** Deletions under way at a time. */
const AT_A_TIME = 4;
const STATUS_MS = 5000;

interface DeletionOptions {
  readonly views: readonly ExplorerView[];
  readonly messages: Messages;
  readonly pool: SourcePool;
  readonly watches: RunWatcher;
}

/** "Delete…": asks once for all rows, and takes away those that the service has deleted, with the watches of them. */
export function registerDeletion(register: RegisterCommand, options: DeletionOptions): Disposable {
  const { views, messages } = options;
  return register(COMMANDS.deleteRow, "delete", async ({ rows: called, systemId }) => {
    const accepts = withAbility("delete");
    const question = { accepts, title: "Delete", none: "No loaded row can be deleted." };
    // A key on a row that can't be deleted asks for no other.
    const isKey = systemId !== undefined;
    const rows = deletionOrder(isKey ? called.filter(accepts) : await targetRows(views, called, question));
    if (rows.length === 0 || !(await isDeletionWanted(rows))) {
      return;
    }
    const results = await deleteAll(rows, register.signal, options);
    const gone = goneText(rows, results);
    if (gone !== "") {
      window.setStatusBarMessage(gone, STATUS_MS);
    }
    await showFailures("delete", rows, results, messages);
  });
}

async function isDeletionWanted(rows: readonly EntryRow[]): Promise<boolean> {
  const names = rows.map(nameOf);
  const question = names.length === 1 ? `Delete ${names[0]}?` : `Delete these ${formatCount(names.length)}?`;
  const shown = names.slice(0, MAX_NAMED).join("\n");
  const left = names.length - MAX_NAMED;
  const list = names.length === 1 ? "" : `${shown}${left > 0 ? `\nand ${formatCount(left)} more` : ""}\n\n`;
  const whatIs = names.length === 1 ? "It is" : "They are";
  const detail = `${list}${whatIs} deleted at the service, for everyone. This can't be undone.`;
  return (await showWarning(question, { modal: true, detail }, "Delete")) === "Delete";
}

function nameOf({ entry, source }: EntryRow): string {
  return source.deletion?.nameOf(entry) ?? entry.name;
}

async function deleteAll(
  rows: readonly EntryRow[],
  signal: AbortSignal,
  options: DeletionOptions,
): Promise<readonly PromiseSettledResult<Fate>[]> {
  const results: PromiseSettledResult<Fate>[] = [];
  while (results.length < rows.length) {
    const next = rows.slice(results.length, results.length + AT_A_TIME);
    const some = next.filter((row, _, [first = row]) => depthOf(row) === depthOf(first));
    results.push(...(await Promise.allSettled(some.map((row) => deleteRow(row, signal, options)))));
  }
  return results;
}

/** Removes the row also when another user has deleted its subject. */
async function deleteRow(row: EntryRow, signal: AbortSignal, { views, pool, watches }: DeletionOptions): Promise<Fate> {
  const view = views.find((candidate) => candidate.owns(row));
  const watched = watchedPlace(row, pool);
  const work = deleteEntry(row, { signal });
  const fate = await (view === undefined
    ? work
    : window.withProgress({ location: { viewId: view.viewId } }, async () => await work));
  if (watched !== undefined) {
    watches.forget(watched);
  }
  view?.removeRow(row);
  return fate;
}

/** Where its watch is kept, if it is a run that is watched; none of a source that is not on show any more. */
function watchedPlace(row: EntryRow, pool: SourcePool) {
  const { live } = row.source;
  const site = siteOfRow(row, pool);
  return site === undefined || live === undefined ? undefined : { ...site, runId: live.runIdOf(row.entry) };
}
