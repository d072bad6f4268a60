import type { Disposable } from "vscode";
import { commands } from "vscode";
import type { Messages } from "../../host/messages/messages";
import { attempt } from "./attempt";

export interface RegisterCommand {
  /** Registers a command whose errors reach the user as "Could not <action>: <reason>". */
  (id: string, action: string, run: (...args: readonly unknown[]) => Promise<void> | void): Disposable;
  /** For requests that no progress cancels: aborted when the extension ends. */
  readonly signal: AbortSignal;
}

export function commandRegistry(messages: Messages, signal: AbortSignal): RegisterCommand {
  const register = (...[id, action, run]: Parameters<RegisterCommand>) =>
    commands.registerCommand(id, (...args: readonly unknown[]) => attempt(messages, action, () => run(...args)));
  return Object.assign(register, { signal });
}
