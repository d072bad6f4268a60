import type { Disposable } from "vscode";
import { commands } from "vscode";
import { COMMANDS, VIEWS } from "../contract";
import { SAMPLE_SITE } from "../host/siteSetting";
import type { RegisterCommand } from "./commandRegistry";
import type { SiteDialogOptions } from "./siteDialog";
import { askSite } from "./siteDialog";

/** "Switch Site…", and the way into the sample data and back. */
export function registerSiteCommands(register: RegisterCommand, options: SiteDialogOptions): Disposable[] {
  const { system, setting } = options;
  return [
    register(COMMANDS.switchSite, "switch the site", async () => {
      const id = await askSite({ ...options, title: `${system.shortTitle}: Switch Site`, withSample: true });
      if (id !== undefined) {
        await setting.switchTo(id);
      }
    }),
    register(COMMANDS.exploreSampleData, "open the sample data", async () => {
      await setting.switchTo(SAMPLE_SITE);
      await commands.executeCommand(`${VIEWS.modelLab}.focus`);
    }),
    register(COMMANDS.leaveSampleData, "leave the sample data", async () => {
      if (setting.id === SAMPLE_SITE) {
        await setting.leaveSample();
      }
    }),
  ];
}
