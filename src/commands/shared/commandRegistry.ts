import type { Disposable } from "vscode";
import type { Doors } from "../../host/doors";
import type { Messages } from "../../host/messages/messages";
import type { CommandId } from "../../manifest/commands";
import type { ExplorerView } from "../../tree/explorerView";
import { attempt } from "./attempt";
import type { ArgumentsOf } from "./commandArguments";
import { readArguments } from "./commandArguments";

export interface RegisterCommand {
  /** Registers a command whose errors reach the user as "Could not <action>: <reason>". Its arguments are checked. */
  <C extends CommandId>(id: C, action: string, run: (called: ArgumentsOf<C>) => Promise<void> | void): Disposable;
  /** For requests that no progress cancels: aborted when the extension ends. */
  readonly signal: AbortSignal;
}

interface CommandRegistryOptions {
  readonly views: readonly ExplorerView[];
  readonly messages: Messages;
  readonly signal: AbortSignal;
  readonly doors: Pick<Doors, "command">;
}

export function commandRegistry({ views, messages, signal, doors }: CommandRegistryOptions): RegisterCommand {
  const register = <C extends CommandId>(
    id: C,
    action: string,
    run: (called: ArgumentsOf<C>) => Promise<void> | void,
  ) => doors.command(id, (...raw) => attempt(messages, action, () => run(readArguments(id, raw, views))));
  return Object.assign(register, { signal });
}
