import type { Disposable } from "vscode";
import { window } from "vscode";
import { showInformation, showWarning } from "../../host/messages/messageBox";
import type { Messages } from "../../host/messages/messages";
import { COMMANDS } from "../../manifest/commands";
import { mapBounded } from "../../sources/shared/mapBounded";
import { formatCount } from "../../text/formatNumbers";
import type { ExplorerView } from "../../tree/explorerView";
import type { EntryRow } from "../../tree/model/row";
import { onePerSubject, withAbility } from "../../tree/model/row";
import type { RegisterCommand } from "../shared/commandRegistry";
import { targetRows } from "../shared/rowTargets";
import { showFailures } from "../shared/showFailures";

const MAX_NAMED = 10;
/** Requests under way at a time. */
const AT_A_TIME = 4;

interface ArchiveOptions {
  readonly views: readonly ExplorerView[];
  readonly messages: Messages;
}

type Send = (row: EntryRow) => Promise<void> | undefined;

/** "Archive…", which asks once for all rows and can be taken back, and "Restore". */
export function registerArchiveCommands(register: RegisterCommand, options: ArchiveOptions): Disposable[] {
  const { views } = options;
  const { signal } = register;
  return [
    register(COMMANDS.archiveRow, "archive", async (called) => {
      const question = { accepts: withAbility("archive"), title: "Archive", none: "No loaded row can be archived." };
      const rows = onePerSubject(await targetRows(views, called, question));
      if (rows.length > 0 && (await isWanted(rows))) {
        await archive(rows, signal, options);
      }
    }),
    register(COMMANDS.restoreRow, "restore", async (called) => {
      const question = { accepts: withAbility("restore"), title: "Restore", none: "No loaded row is archived." };
      const rows = onePerSubject(await targetRows(views, called, question));
      const restored = await sendAll("restore", rows, restoring(signal), options);
      await Promise.all(restored.map(async (row) => viewOf(views, row)?.refreshRow(row, { signal })));
    }),
  ];
}

async function isWanted(rows: readonly EntryRow[]): Promise<boolean> {
  const names = rows.map(({ entry, source }) => source.archive?.nameOf(entry) ?? entry.name);
  const question = names.length === 1 ? `Archive ${names[0]}?` : `Archive these ${formatCount(names.length)}?`;
  const left = names.length - MAX_NAMED;
  const shown = [...names.slice(0, MAX_NAMED), ...(left > 0 ? [`and ${formatCount(left)} more`] : [])].join("\n");
  const whatIs = names.length === 1 ? "It is" : "They are";
  const detail = `${names.length === 1 ? "" : `${shown}\n\n`}${whatIs} hidden at the service, for everyone, until restored.`;
  return (await showWarning(question, { modal: true, detail }, "Archive")) === "Archive";
}

/** The rows go at once; the message that says so offers to bring them back. */
async function archive(rows: readonly EntryRow[], signal: AbortSignal, options: ArchiveOptions): Promise<void> {
  const { views } = options;
  const done = await sendAll("archive", rows, (row) => row.source.archive?.archive(row.entry, { signal }), options);
  const [first] = done;
  if (first === undefined) {
    return;
  }
  for (const row of done) {
    viewOf(views, row)?.removeRow(row);
  }
  const text = done.length === 1 ? `Archived ${first.entry.name}.` : `Archived ${formatCount(done.length)}.`;
  if ((await showInformation(text, "Restore")) === "Restore") {
    const restored = await sendAll("restore", done, restoring(signal), options);
    const parents = new Map(restored.flatMap(({ parent }) => (parent === undefined ? [] : [[parent.id, parent]])));
    await Promise.all([...parents.values()].map(async (row) => viewOf(views, row)?.refreshRow(row, { signal })));
  }
}

function restoring(signal: AbortSignal): Send {
  return (row) => row.source.archive?.restore(row.entry, { signal });
}

/** The rows for which the service said yes; the others are told of in one message. */
async function sendAll(
  verb: string,
  rows: readonly EntryRow[],
  send: Send,
  { views, messages }: ArchiveOptions,
): Promise<readonly EntryRow[]> {
  const all = async () => await mapBounded(rows, AT_A_TIME, async (row) => (await Promise.allSettled([send(row)]))[0]);
  const [first] = rows;
  const view = first && viewOf(views, first);
  const results = await (view === undefined ? all() : window.withProgress({ location: { viewId: view.viewId } }, all));
  await showFailures(verb, rows, results, messages);
  return rows.filter((_, index) => results[index]?.status === "fulfilled");
}

function viewOf(views: readonly ExplorerView[], row: EntryRow): ExplorerView | undefined {
  return views.find((view) => view.owns(row));
}
