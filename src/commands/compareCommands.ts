import type { Disposable, Uri } from "vscode";
import { commands, window } from "vscode";
import { COMMANDS, CONTEXT_KEYS } from "../contract";
import { addressUri } from "../files/fileAddress";
import type { EntryRow, Row } from "../tree/row";
import { hasAbility } from "../tree/row";
import type { RegisterCommand } from "./commandRegistry";
import type { FileCommandsOptions } from "./fileCommands";
import { rowAddress } from "./rowAddress";
import { targetRows } from "./rowTargets";

interface Side {
  readonly uri: Uri;
  /** The file's name and what tells it from the other: "config.json (vanilla)". */
  readonly title: string;
}

/** "Select for Compare" and "Compare with Selected", for files of any two runs, versions or systems. */
export function registerCompareCommands(
  register: RegisterCommand,
  { views, pool }: Pick<FileCommandsOptions, "views" | "pool">,
): Disposable[] {
  let selected: Side | undefined;
  const accepts = (row: Row): row is EntryRow => hasAbility(row, "open");
  const sideOf = (row: EntryRow): Side | undefined => {
    const address = rowAddress(row, pool);
    return address === undefined ? undefined : { uri: addressUri(address), title: titleOf(row) };
  };
  return [
    register(COMMANDS.selectForCompare, "select for compare", async (...args) => {
      const rows = await targetRows(views, args, { accepts, title: "Select for Compare" });
      const [first, second] = rows.map(sideOf);
      if (first !== undefined && second !== undefined) {
        await showDifference(first, second);
      } else if (first !== undefined) {
        selected = first;
        await commands.executeCommand("setContext", CONTEXT_KEYS.hasCompareSelection, true);
      }
    }),
    register(COMMANDS.compareWithSelected, "compare", async (...args) => {
      const [row] = await targetRows(views, args, { accepts, title: "Compare with Selected" });
      const side = row === undefined ? undefined : sideOf(row);
      if (selected === undefined) {
        await window.showInformationMessage("Select a file for compare first.");
      } else if (side !== undefined) {
        await showDifference(selected, side);
      }
    }),
  ];
}

async function showDifference(left: Side, right: Side): Promise<void> {
  await commands.executeCommand("vscode.diff", left.uri, right.uri, `${left.title} ↔ ${right.title}`);
}

function titleOf(row: EntryRow): string {
  const above = parents(row).find(({ entry }) => entry.kind !== "directory");
  return `${row.entry.name}${above === undefined ? "" : ` (${above.entry.name})`}`;
}

function parents(row: EntryRow): readonly EntryRow[] {
  return row.parent === undefined ? [] : [row.parent, ...parents(row.parent)];
}
