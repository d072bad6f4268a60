import { commands, window } from "vscode";
import { withLateProgress } from "../host/messages/cancellableProgress";
import type { CommandId } from "../manifest/commands";
import { COMMANDS } from "../manifest/commands";
import type { CopyTarget } from "../sources/contract/entry";
import type { PanelAction, PanelAddress } from "../sources/contract/panelContent";
import { plainLabel } from "../text/plainText";
import { findRow } from "../tree/model/findRow";
import type { EntryRow } from "../tree/model/row";
import type { RevealOptions } from "./goTo/revealRow";
import { revealSite } from "./goTo/revealSite";

const ACTIONS = {
  download: { command: COMMANDS.download, verb: "download" },
  compare: { command: COMMANDS.comparePages, verb: "compare" },
  watch: { command: COMMANDS.watchRun, verb: "watch" },
  pin: { command: COMMANDS.pin, verb: "pin" },
  unpin: { command: COMMANDS.unpin, verb: "unpin" },
  archive: { command: COMMANDS.archiveRow, verb: "archive" },
  restore: { command: COMMANDS.restoreRow, verb: "restore" },
  delete: { command: COMMANDS.deleteRow, verb: "delete" },
  copy: { command: undefined, verb: "copy" },
} as const satisfies Record<PanelAction, { readonly command: CommandId | undefined; readonly verb: string }>;

interface PageAct {
  readonly action: PanelAction;
  readonly onDidChange: () => void;
}

/** The abilities to copy that a row with a page may have; paths are of files, which have none. A new `CopyTarget` is a type error here. */
type PageCopy = Exclude<`copy.${CopyTarget}`, "copy.path" | "copy.pathInProject"> | "link" | "snippets";

/** In the order of use. The words are those of the commands. */
const COPIES = {
  "copy.id": { command: COMMANDS.copyId, label: "Copy ID" },
  "copy.name": { command: COMMANDS.copyName, label: "Copy Name" },
  "copy.fqn": { command: COMMANDS.copyFqn, label: "Copy FQN" },
  link: { command: COMMANDS.copyRowLink, label: "Copy Link for VS Code" },
  "copy.link": { command: COMMANDS.copyLink, label: "Copy Web Link" },
  "copy.sourceUrl": { command: COMMANDS.copySourceUrl, label: "Copy Source URL" },
  "copy.snippet": { command: COMMANDS.copySnippet, label: "Copy Usage Snippet" },
  snippets: { command: COMMANDS.copyLoadSnippet, label: "Copy Load Snippet…" },
  "copy.uri": { command: COMMANDS.copyUri, label: "Copy URI" },
  "copy.curl": { command: COMMANDS.copyCurl, label: "Copy as curl" },
} as const satisfies Record<PageCopy, { readonly command: CommandId; readonly label: string }>;

/**
 * Runs a command on the row of a page, which is looked for in the tree: a page may be older than the window. `onDidChange` is
 * called when rows have changed, as a command may go on waiting for an answer to what it says.
 */
export async function actOnPage(
  { systemId, site }: PanelAddress,
  rowIds: readonly string[],
  { action, onDidChange }: PageAct,
  options: RevealOptions,
): Promise<void> {
  const { systems, messages } = options;
  const { command, verb } = ACTIONS[action];
  const connected = systems.find(({ system }) => system.id === systemId);
  try {
    if (connected === undefined || !(await revealSite(connected, site, options))) {
      return;
    }
    const { tree } = connected.view;
    const row = await withLateProgress("Looking for its row", async (signal) => {
      const found = tree && (await findRow(tree, rowIds, { signal }));
      // Others to compare it with are those of the same list.
      await (action === "compare" && found?.parent !== undefined ? tree?.children(found.parent) : undefined);
      signal.throwIfAborted();
      return found;
    });
    if (row === undefined) {
      await messages.showRefusal(`Could not ${verb} it: it was not found in the tree.`);
    } else {
      const following = connected.view.onDidChangeTreeData(onDidChange);
      try {
        await (command === undefined ? pickCopy(row) : commands.executeCommand(command, row));
      } finally {
        following.dispose();
      }
    }
  } catch (error) {
    await messages.showFailure(`${verb} it`, error, {}, { systemId, site });
  }
}

async function pickCopy(row: EntryRow): Promise<void> {
  const abilities = new Set<string>(row.entry.abilities);
  const items = Object.entries(COPIES).flatMap(([ability, copy]) => (abilities.has(ability) ? [copy] : []));
  const picked = await window.showQuickPick(items, {
    title: `Copy of ${plainLabel(row.entry.name)}`,
    placeHolder: "Select what to copy",
  });
  if (picked !== undefined) {
    await commands.executeCommand(picked.command, row);
  }
}
