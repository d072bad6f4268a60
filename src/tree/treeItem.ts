import type { Command } from "vscode";
import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from "vscode";
import { COMMANDS } from "../manifest/commands";
import { cutEnd, cutMiddle } from "../text/cutText";
import { visibleText } from "../text/plainText";
import { detailText } from "../sources/shared/detailText";
import { formatCount } from "../text/formatNumbers";
import type { ClearFilterRow, EntryRow, FailureRow, MoreRow, ProblemRow, Row } from "./model/row";
import { contextValueOf, rowFilterText } from "./model/row";
import type { DetailPart, Entry, Icon } from "../sources/contract/entry";

/** Only tells the icon theme what a file is called; nothing is read from it. */
const ICON_SCHEME = "mlartifact-icon";

const MAX_FILTER = 48;
const MAX_NAME = 18;

interface DrawOptions {
  /** Tells the same ids of two accounts apart. */
  readonly account: string;
  /** The system whose view it is. */
  readonly systemId: string;
  /** ms since the epoch. */
  readonly now: number;
}

/** A row as VS Code draws it. The tooltip of an entry is made when VS Code asks for it. */
export function treeItemOf(row: Row, options: DrawOptions): TreeItem {
  const item = draw(row, options);
  item.id = `${options.account}:${row.id}`;
  item.contextValue = contextValueOf(row);
  return item;
}

function draw(row: Row, { now, systemId }: DrawOptions): TreeItem {
  switch (row.kind) {
    case "entry":
      return drawEntry(row, now);
    case "more":
      return drawMore(row);
    case "failure":
      return drawFailure(row, systemId);
    case "note":
      return drawNote(row.text);
    case "clearFilter":
      return drawClearFilter(row);
    case "problem":
      return drawProblem(row);
  }
}

function drawEntry(row: EntryRow, now: number): TreeItem {
  const { entry } = row;
  const item = new TreeItem(shownName(entry), collapsibleState(entry));
  const filter = rowFilterText(row);
  const parts = [...(filter === "" ? [] : [`filtered by ${cutEnd(filter, MAX_FILTER)}`]), ...entry.detail];
  item.description = visibleText(detailText(parts.map(briefly), now));
  const label = [visibleText(entry.name), entry.spoken, detailText(parts, now)].filter(Boolean).join(", ");
  item.accessibilityInformation = { label };
  drawIcon(item, entry);
  if (entry.abilities.includes("open")) {
    item.command = { command: COMMANDS.openFile, title: "Open", arguments: [row] };
  }
  return item;
}

/** A name leaves room for the value of a metric to be read beside it, in a sidebar of 250 pixels. Its tooltip has all of it. */
function shownName({ name, detail }: Entry): string {
  const whole = visibleText(name);
  const hasValue = detail.some((part) => typeof part === "object" && "brief" in part);
  return hasValue ? cutMiddle(whole, MAX_NAME) : whole;
}

function briefly(part: DetailPart): DetailPart {
  return typeof part === "object" && "brief" in part ? part.brief : part;
}

function collapsibleState({ isExpandable, isOpenAtFirst }: Entry): TreeItemCollapsibleState {
  if (!isExpandable) {
    return TreeItemCollapsibleState.None;
  }
  return isOpenAtFirst === true ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

function drawIcon(item: TreeItem, { icon, name }: Entry): void {
  if (icon === "file" || icon === "folder") {
    // VS Code encodes the address as it draws the row: half a character would throw there, and end the drawing of the view.
    item.resourceUri = Uri.from({ scheme: ICON_SCHEME, path: `/${name.toWellFormed().replaceAll("/", "∕")}` });
  }
  item.iconPath = themeIcon(icon);
}

export function themeIcon(icon: Icon): ThemeIcon {
  if (icon === "file" || icon === "folder") {
    return icon === "file" ? ThemeIcon.File : ThemeIcon.Folder;
  }
  return new ThemeIcon(icon.codicon, icon.color === undefined ? undefined : new ThemeColor(icon.color));
}

function drawMore(row: MoreRow): TreeItem {
  const label = moreLabel(row);
  const item = new TreeItem(label);
  item.iconPath = new ThemeIcon("ellipsis");
  item.accessibilityInformation = { label };
  item.command = { command: COMMANDS.loadMore, title: "Load More", arguments: [row] };
  return item;
}

function moreLabel({ shown, total, looked }: MoreRow): string {
  const ofAll = total === undefined ? "" : ` of ${formatCount(total)}`;
  if (looked !== undefined) {
    return `Search more (${formatCount(shown)} found in ${formatCount(looked)}${ofAll})`;
  }
  return `Load More (${formatCount(shown)}${ofAll} loaded)`;
}

function drawFailure(row: FailureRow, systemId: string): TreeItem {
  const label = `Could not ${row.isStale ? "refresh" : "list"} ${row.noun}`;
  const item = new TreeItem(label);
  item.description = row.error.message;
  item.iconPath = themeIcon({ codicon: row.remedy === "keys" ? "key" : "error", color: "list.errorForeground" });
  const remedy = REMEDIES[row.remedy];
  item.tooltip = `${label}: ${row.error.message}.\n\n${remedy}`;
  item.accessibilityInformation = { label: `${label}: ${row.error.message}. ${remedy}` };
  item.command = remedyCommand(row, systemId);
  return item;
}

const REMEDIES: Readonly<Record<FailureRow["remedy"], string>> = {
  keys: "Click to set keys.",
  search: "Click to change the search.",
  retry: "Click to try again.",
};

function remedyCommand(row: FailureRow, systemId: string): Command {
  switch (row.remedy) {
    case "keys":
      return { command: COMMANDS.setKeys, title: "Set Keys", arguments: [systemId] };
    case "search":
      return { command: COMMANDS.changeSearch, title: "Change Search", arguments: [[undefined, systemId]] };
    case "retry":
      return { command: COMMANDS.tryAgain, title: "Try Again", arguments: [row] };
  }
}

function drawProblem({ title, reason, remedy, codicon }: ProblemRow): TreeItem {
  const item = new TreeItem(title);
  item.description = reason;
  item.iconPath = themeIcon({ codicon: codicon ?? "warning", color: "list.warningForeground" });
  item.tooltip = `${title}: ${reason}.\n\nClick to ${remedy.title.toLowerCase()}.`;
  item.accessibilityInformation = { label: `${title}: ${reason}. Click to ${remedy.title.toLowerCase()}.` };
  item.command = { ...remedy, arguments: [...remedy.arguments] };
  return item;
}

function drawNote(text: string): TreeItem {
  const item = new TreeItem("");
  item.description = text;
  item.tooltip = "";
  item.accessibilityInformation = { label: text };
  return item;
}

function drawClearFilter(row: ClearFilterRow): TreeItem {
  const item = new TreeItem("Clear Filter");
  item.iconPath = new ThemeIcon("clear-all");
  item.accessibilityInformation = { label: "Clear Filter" };
  item.command = { command: COMMANDS.clearFilter, title: "Clear Filter", arguments: [row] };
  return item;
}
