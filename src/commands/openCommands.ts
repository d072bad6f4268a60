import type { Disposable } from "vscode";
import { env, Uri } from "vscode";
import { COMMANDS } from "../contract";
import type { Messages } from "../host/messages";
import { cutEnd } from "../sources/cutEnd";
import { isWebAddress } from "../sources/webAddress";
import type { ExplorerView } from "../tree/explorerView";
import type { EntryRow, Row } from "../tree/row";
import { hasAbility } from "../tree/row";
import type { RegisterCommand } from "./commandRegistry";
import { confirmTabs } from "./confirmTabs";
import { targetRows } from "./rowTargets";

const MAX_SHOWN = 200;

export interface OpenCommandsOptions {
  readonly views: readonly ExplorerView[];
  readonly messages: Messages;
}

/** "Open in Browser", for addresses that a service gave. */
export function registerOpenCommands(register: RegisterCommand, { views, messages }: OpenCommandsOptions): Disposable {
  return register(COMMANDS.openExternal, "open the link", async (...args) => {
    const accepts = (row: Row): row is EntryRow => hasAbility(row, "external");
    const rows = await targetRows(views, args, { accepts, title: "Open in Browser" });
    if (!(await confirmTabs(rows.length, "Link"))) {
      return;
    }
    for (const row of rows) {
      await openLink(await row.source.externalUrl(row.entry, { signal: new AbortController().signal }), messages);
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
