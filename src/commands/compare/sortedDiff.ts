import type { Disposable, Tab, Uri } from "vscode";
import { commands, TabInputTextDiff, window } from "vscode";
import { showInformation, showWarning } from "../../host/messages/messageBox";
import { COMMANDS } from "../../manifest/commands";
import { nameOf, originalUri, sortedUri } from "../../files/fileSystem/sortedAddress";
import { readSorted } from "../../files/sorted/sortedFileSystem";
import { SORTED, swappedTitle, titleOfSides } from "./comparisonTitle";
import { isKeyedFile } from "../../sources/shared/keyedFile";
import type { RegisterCommand } from "../shared/commandRegistry";

const PLAIN = "Compare without Sorting";

export interface Side {
  readonly uri: Uri;
  /** The file's name and what tells it from the other: "config.json (vanilla)". */
  readonly title: string;
}

interface Comparison {
  readonly left: Uri;
  readonly right: Uri;
  readonly title: string;
}

/** Sorts the keys of an open comparison, of any JSON or YAML, and takes that back; swaps its sides. */
export function registerSortedDiff(register: RegisterCommand): Disposable[] {
  return [
    register(COMMANDS.sortComparison, "sort the keys", async () => {
      const shown = shownComparison();
      if (shown === undefined || ![shown.left, shown.right].every((uri) => isKeyedFile(nameOf(uri)))) {
        await showInformation("Open a comparison of two JSON or YAML files first.");
      } else if (originalUri(shown.left) === undefined) {
        await compareSorted(shown);
      }
    }),
    register(COMMANDS.unsortComparison, "compare", async () => {
      const shown = shownComparison();
      const [left, right] = [shown?.left, shown?.right].map((uri) => uri && originalUri(uri));
      if (shown === undefined || left === undefined || right === undefined) {
        await showInformation("Open a comparison with sorted keys first.");
      } else {
        await compare({ left, right, title: shown.title.replace(SORTED, "") });
      }
    }),
    register(COMMANDS.swapComparison, "swap the sides", async () => {
      const shown = shownComparison();
      if (shown === undefined) {
        await showInformation("Open a comparison of two files first.");
      } else {
        await compare({ left: shown.right, right: shown.left, title: swappedTitle(shown.title) });
        await closeComparison(shown);
      }
    }),
  ];
}

export async function showDifference(left: Side, right: Side): Promise<void> {
  await compare(comparisonOf(left, right));
}

/** Files whose keys can't be sorted are left alone: the user is told why, and offered the plain comparison. */
export async function showSortedDifference(left: Side, right: Side): Promise<void> {
  await compareSorted(comparisonOf(left, right));
}

function comparisonOf(left: Side, right: Side): Comparison {
  return { left: left.uri, right: right.uri, title: titleOfSides(left.title, right.title) };
}

async function compareSorted(plain: Comparison): Promise<void> {
  const { left, right, title } = plain;
  const problem = await problemOf(left, right);
  if (problem === undefined) {
    await compare({ left: sortedUri(left), right: sortedUri(right), title: title + SORTED });
  } else if ((await showWarning(problem, PLAIN)) === PLAIN) {
    await compare(plain);
  }
}

async function problemOf(left: Uri, right: Uri): Promise<string | undefined> {
  for (const [side, uri] of Object.entries({ left, right })) {
    const sorted = isKeyedFile(nameOf(uri)) ? await readSorted(uri) : { problem: "it is neither JSON nor YAML" };
    if ("problem" in sorted) {
      return `Could not sort the keys of ${nameOf(uri)} (${side} side): ${sorted.problem}.`;
    }
  }
  return undefined;
}

async function compare({ left, right, title }: Comparison): Promise<void> {
  await commands.executeCommand("vscode.diff", left, right, title);
}

/** Where it is still open: VS Code gives the tab of a preview to what is opened next, and refuses to close a tab that is gone. */
async function closeComparison(comparison: Comparison): Promise<void> {
  const { tabs, activeTab } = window.tabGroups.activeTabGroup;
  const tab = tabs.find((each) => each !== activeTab && sidesOf(comparisonIn(each)) === sidesOf(comparison));
  if (tab !== undefined) {
    await window.tabGroups.close(tab, true);
  }
}

function sidesOf(comparison: Comparison | undefined): string {
  return comparison === undefined ? "" : `${comparison.left.toString()} ${comparison.right.toString()}`;
}

function shownComparison(): Comparison | undefined {
  return comparisonIn(window.tabGroups.activeTabGroup.activeTab);
}

function comparisonIn(tab: Tab | undefined): Comparison | undefined {
  return tab?.input instanceof TabInputTextDiff
    ? { left: tab.input.original, right: tab.input.modified, title: tab.label }
    : undefined;
}
