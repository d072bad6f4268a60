import type { Disposable } from "vscode";
import type { Doors } from "../../host/doors";
import type { Messages } from "../../host/messages/messages";
import { attempt } from "./attempt";

export interface RegisterCommand {
  /** Registers a command whose errors reach the user as "Could not <action>: <reason>". */
  (id: string, action: string, run: (...args: readonly unknown[]) => Promise<void> | void): Disposable;
  /** For requests that no progress cancels: aborted when the extension ends. */
  readonly signal: AbortSignal;
}

interface CommandRegistryOptions {
  readonly messages: Messages;
  readonly signal: AbortSignal;
  readonly doors: Pick<Doors, "command">;
}

export function commandRegistry({ messages, signal, doors }: CommandRegistryOptions): RegisterCommand {
  const register = (...[id, action, run]: Parameters<RegisterCommand>) =>
    doors.command(id, (...args) => attempt(messages, action, () => run(...args)));
  return Object.assign(register, { signal });
}
