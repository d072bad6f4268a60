import type { Disposable } from "vscode";
import { env, Uri } from "vscode";
import { COMMANDS } from "../../manifest/commands";
import type { Messages } from "../../host/messages/messages";
import { cutEnd } from "../../text/cutText";
import { isWebAddress } from "../../sources/shared/webAddress";
import type { ExplorerView } from "../../tree/explorerView";
import { withAbility } from "../../tree/model/row";
import type { RegisterCommand } from "../shared/commandRegistry";
import { targetRows } from "../shared/rowTargets";
import { showWarning } from "../../host/messages/messageBox";

const MAX_SHOWN = 200;

interface OpenCommandsOptions {
  readonly views: readonly ExplorerView[];
  readonly messages: Messages;
}

/** "Open in Browser", for addresses that a service gave. */
export function registerOpenCommands(register: RegisterCommand, { views, messages }: OpenCommandsOptions): Disposable {
  return register(COMMANDS.openExternal, "open the link", async (called) => {
    const accepts = withAbility("external");
    const rows = await targetRows(views, called, {
      accepts,
      title: "Open in Browser",
      none: "No loaded row has a web page.",
    });
    if (!(await confirmTabs(rows.length, "Link"))) {
      return;
    }
    for (const row of rows) {
      await openLink(await row.source.externalUrl(row.entry, { signal: register.signal }), messages);
    }
  });
}

/** Opens an address from outside in the browser, if it is one of the web. */
export async function openLink(link: string, messages: Messages): Promise<void> {
  if (!isWebAddress(link)) {
    const shown = cutEnd(link, MAX_SHOWN);
    await messages.showRefusal(`Could not open "${shown}": only http and https addresses are opened.`);
    return;
  }
  await env.openExternal(Uri.parse(link, true));
}

/** Each opens a tab: more than a few at once are seldom meant. */
const ASK_ABOVE = 5;

/** Asks before many are opened. `noun` is one of them, capitalized: "Link". */
export async function confirmTabs(count: number, noun: string): Promise<boolean> {
  if (count <= ASK_ABOVE) {
    return true;
  }
  const open = `Open ${count} ${noun}s`;
  return (await showWarning(`Open ${count} ${noun.toLowerCase()}s, each in a tab?`, { modal: true }, open)) === open;
}
