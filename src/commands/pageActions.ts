import { commands, window } from "vscode";
import { withLateProgress } from "../host/messages/cancellableProgress";
import type { CommandId } from "../manifest";
import { COMMANDS } from "../manifest";
import type { Ability } from "../sources/contract/entry";
import type { PanelAction, PanelAddress } from "../sources/contract/panelContent";
import { plainLabel } from "../text/plainText";
import { findRow } from "../tree/model/findRow";
import type { EntryRow } from "../tree/model/row";
import { hasAbility } from "../tree/model/row";
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

/** In the order of use. The words are those of the commands. */
const COPIES: readonly { readonly ability: Ability; readonly command: CommandId; readonly label: string }[] = [
  { ability: "copy.id", command: COMMANDS.copyId, label: "Copy ID" },
  { ability: "copy.name", command: COMMANDS.copyName, label: "Copy Name" },
  { ability: "copy.fqn", command: COMMANDS.copyFqn, label: "Copy FQN" },
  { ability: "link", command: COMMANDS.copyRowLink, label: "Copy Link for VS Code" },
  { ability: "copy.link", command: COMMANDS.copyLink, label: "Copy Web Link" },
  { ability: "copy.sourceUrl", command: COMMANDS.copySourceUrl, label: "Copy Source URL" },
  { ability: "copy.snippet", command: COMMANDS.copySnippet, label: "Copy Usage Snippet" },
  { ability: "snippets", command: COMMANDS.copyLoadSnippet, label: "Copy Load Snippet…" },
  { ability: "copy.uri", command: COMMANDS.copyUri, label: "Copy URI" },
  { ability: "copy.curl", command: COMMANDS.copyCurl, label: "Copy as curl" },
];

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
  const items = COPIES.filter(({ ability }) => hasAbility(row, ability));
  const picked = await window.showQuickPick(items, {
    title: `Copy of ${plainLabel(row.entry.name)}`,
    placeHolder: "Select what to copy",
  });
  if (picked !== undefined) {
    await commands.executeCommand(picked.command, row);
  }
}
