import type { Disposable } from "vscode";
import { COMMANDS } from "../../manifest/commands";
import type { Messages } from "../../host/messages/messages";
import type { ExplorerView } from "../../tree/explorerView";
import { onePerSubject, withAbility } from "../../tree/model/row";
import type { RegisterCommand } from "../shared/commandRegistry";
import { targetRows } from "../shared/rowTargets";
import { showFailures } from "../shared/showFailures";
import type { Change } from "../../sources/contract/entry";

const MARKS: readonly (readonly [change: Change, title: string, none: string])[] = [
  ["star", "Star", "No loaded row can be starred."],
  ["unstar", "Unstar", "Nothing is starred."],
  ["pin", "Pin", "No loaded row can be pinned."],
  ["unpin", "Unpin", "Nothing is pinned."],
];

interface MarkCommandsOptions {
  readonly views: readonly ExplorerView[];
  readonly messages: Messages;
}

/** "Star", "Pin" and their opposites: shown at once, taken back when the service says no. */
export function registerMarkCommands(register: RegisterCommand, options: MarkCommandsOptions): Disposable[] {
  const { views, messages } = options;
  return MARKS.map(([change, title, none]) =>
    register(COMMANDS[change], change, async (called) => {
      const accepts = withAbility(change);
      const rows = onePerSubject(await targetRows(views, called, { accepts, title, none }));
      const { signal } = register;
      const results = await Promise.allSettled(
        rows.map(async (row) => await views.find((view) => view.owns(row))?.changeRow(row, change, { signal })),
      );
      await showFailures(change, rows, results, messages);
    }),
  );
}
