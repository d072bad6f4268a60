import type { Disposable, LogOutputChannel } from "vscode";
import { commands, env } from "vscode";
import { COMMANDS } from "../manifest/commands";
import type { RegisterCommand } from "./shared/commandRegistry";

/** The ways to what stands behind the views: the log and the settings. */
export function registerSupportCommands(
  register: RegisterCommand,
  { log, extensionId }: { readonly log: LogOutputChannel; readonly extensionId: string },
): Disposable[] {
  return [
    register(COMMANDS.showLog, "show the log", () => log.show(true)),
    register(COMMANDS.openSettings, "open the settings", async () => {
      // They are settings of the machine: a remote window has them on the tab of its host.
      const query = `@ext:${extensionId}`;
      await (env.remoteName === undefined
        ? commands.executeCommand("workbench.action.openSettings", query)
        : commands.executeCommand("workbench.action.openRemoteSettings", { query }));
    }),
  ];
}
