import type { Disposable } from "vscode";
import { commands } from "vscode";
import { COMMANDS } from "../../manifest/commands";
import { CONTEXT_KEYS } from "../../manifest/contextKeys";
import { SAMPLE_SITE } from "../../host/site/siteSetting";
import type { RegisterCommand } from "../shared/commandRegistry";
import { switchSite } from "./siteDialog";
import type { ConnectedSystem, ConnectionDeps } from "./connectedSystem";
import { targetSystem } from "./connectedSystem";

/** "Switch Site…", and the way into the sample data and back, which all systems take together. */
export function registerSiteCommands(register: RegisterCommand, { systems, keys }: ConnectionDeps): Disposable[] {
  const onSample = () => systems.filter(({ setting }) => setting.id === SAMPLE_SITE);
  const showContext = () =>
    void commands.executeCommand("setContext", CONTEXT_KEYS.isSampleData, onSample().length > 0);
  showContext();
  return [
    ...systems.map(({ setting }) => setting.onDidChange(showContext)),
    register(COMMANDS.switchSite, "switch the site", async (id) => {
      const connected = await targetSystem(systems, id, "Switch Site");
      if (connected !== undefined) {
        const { system, setting } = connected;
        await switchSite({ system, setting, keys, title: `${system.shortTitle}: Switch Site`, withSample: true });
      }
    }),
    register(COMMANDS.exploreSampleData, "open the sample data", async (id) => {
      await Promise.all(systems.map(({ setting }) => setting.switchTo(SAMPLE_SITE)));
      await focus(systems.find(({ system }) => system.id === id) ?? systems[0]);
    }),
    register(COMMANDS.leaveSampleData, "leave the sample data", async () => {
      await Promise.all(onSample().map(({ setting }) => setting.leaveSample()));
    }),
  ];
}

async function focus(connected: ConnectedSystem | undefined): Promise<void> {
  if (connected !== undefined) {
    await commands.executeCommand(`${connected.view.viewId}.focus`);
  }
}
