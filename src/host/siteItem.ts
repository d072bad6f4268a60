import type { StatusBarItem } from "vscode";
import { COMMANDS } from "../manifest/commands";
import type { BarText } from "./keptStart";

/** Lets an item say how a system's site is; a click switches it. */
export function showSiteItem(item: StatusBarItem, { systemId, name, text, tooltip, label }: BarText): void {
  item.name = name;
  item.text = text;
  item.tooltip = tooltip;
  item.accessibilityInformation = { label };
  // Once: the window may still call for the one before, which VS Code forgets when it is replaced.
  item.command ??= { command: COMMANDS.switchSite, title: "Switch Site", arguments: [systemId] };
  item.show();
}
