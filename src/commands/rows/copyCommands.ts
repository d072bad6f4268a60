import type { Disposable } from "vscode";
import { userShell } from "../../host/userShell";
import { pastedLine } from "../../text/pasted";
import { copyText } from "../../host/messages/copyText";
import type { CommandId } from "../../manifest/commands";
import { COMMANDS } from "../../manifest/commands";
import type { ExplorerView } from "../../tree/explorerView";
import { type EntryRow, type Row, withAbility } from "../../tree/model/row";
import type { RegisterCommand } from "../shared/commandRegistry";
import { focusedRows } from "../shared/focusedRows";
import { targetRows, usesOf } from "../shared/rowTargets";
import type { CopyTarget } from "../../sources/contract/entry";

interface Copy {
  readonly command: CommandId;
  readonly target: CopyTarget;
  readonly title: string;
  readonly noun: string;
}

const COPIES = [
  { command: COMMANDS.copyPath, target: "path", title: "Copy Path", noun: "path" },
  {
    command: COMMANDS.copyPathInProject,
    target: "pathInProject",
    title: "Copy Path in Project",
    noun: "path in the project",
  },
  { command: COMMANDS.copyUri, target: "uri", title: "Copy URI", noun: "URI" },
  { command: COMMANDS.copyId, target: "id", title: "Copy ID", noun: "ID" },
  { command: COMMANDS.copyName, target: "name", title: "Copy Name", noun: "name" },
  { command: COMMANDS.copyFqn, target: "fqn", title: "Copy FQN", noun: "FQN" },
  { command: COMMANDS.copyLink, target: "link", title: "Copy Web Link", noun: "web link" },
  { command: COMMANDS.copySourceUrl, target: "sourceUrl", title: "Copy Source URL", noun: "source URL" },
  { command: COMMANDS.copySnippet, target: "snippet", title: "Copy Usage Snippet", noun: "usage snippet" },
  { command: COMMANDS.copyCurl, target: "curl", title: "Copy as curl", noun: "curl command" },
] as const satisfies readonly Copy[];

/** In which order the copy key looks for what a row has: what names it best comes first. */
const KEY_ORDER: readonly CopyTarget[] = ["path", "fqn", "id", "name", "pathInProject", "uri", "link"];

/** The commands that copy what a row is called elsewhere: one line a row. */
export function registerCopyCommands(register: RegisterCommand, views: readonly ExplorerView[]): Disposable[] {
  return [registerCopyKey(register, views), ...registerCopies(register, views)];
}

/** Ctrl+C, or Cmd+C, in a view. A key that copies asks no question: with nothing selected, it does nothing. */
function registerCopyKey(register: RegisterCommand, views: readonly ExplorerView[]): Disposable {
  return register(COMMANDS.copyRow, "copy the row", async ({ rows: called, systemId }) => {
    const accepts = (row: Row): row is EntryRow => keyTargetOf(row) !== undefined;
    const isNamed = called.length > 0 || systemId !== undefined;
    const rows = (isNamed ? called : focusedRows(usesOf(views), accepts)).filter(accepts);
    const options = { signal: register.signal, shell: userShell() };
    const texts = rows.map(async (row) => row.source.copyText(row.entry, keyTargetOf(row) ?? "name", options));
    if (rows.length > 0) {
      await copyLines(await Promise.all(texts));
    }
  });
}

function keyTargetOf(row: Row): CopyTarget | undefined {
  return KEY_ORDER.find((target) => withAbility(`copy.${target}`)(row));
}

function registerCopies(register: RegisterCommand, views: readonly ExplorerView[]): Disposable[] {
  return COPIES.map(({ command, target, title, noun }) =>
    register(command, `copy the ${noun}`, async (called) => {
      const accepts = withAbility(`copy.${target}`);
      const none = `No loaded row has ${/^(?:ID|FQN)$/.test(noun) ? "an" : "a"} ${noun}.`;
      const rows = await targetRows(views, called, { accepts, title, none });
      if (rows.length > 0) {
        const options = { signal: register.signal, shell: userShell() };
        const texts = await Promise.all(rows.map(async (row) => await row.source.copyText(row.entry, target, options)));
        await (target === "snippet" ? copyEach(texts) : copyLines(texts));
      }
    }),
  );
}

/** A line for each row, whatever is in its text, and a word that it is done. */
export async function copyLines(texts: readonly string[]): Promise<void> {
  await copyEach(texts.map(pastedLine));
}

async function copyEach(texts: readonly string[]): Promise<void> {
  await copyText(texts.join("\n"), texts.length === 1 ? "" : ` ${texts.length} lines`);
}
