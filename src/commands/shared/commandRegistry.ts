import type { Disposable } from "vscode";
import { commands } from "vscode";
import type { Messages } from "../../host/messages/messages";
import { attempt } from "./attempt";

/** Registers a command whose errors reach the user as "Could not <action>: <reason>". */
export type RegisterCommand = (
  id: string,
  action: string,
  run: (...args: readonly unknown[]) => Promise<void> | void,
) => Disposable;

export function commandRegistry(messages: Messages): RegisterCommand {
  return (id, action, run) =>
    commands.registerCommand(id, (...args: readonly unknown[]) => attempt(messages, action, () => run(...args)));
}
