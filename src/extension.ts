import type { ExtensionContext } from "vscode";
import { window } from "vscode";
import { commandRegistry } from "./commands/commandRegistry";
import { registerConnectionCheck } from "./commands/connectionCheck";
import { registerCopyCommands } from "./commands/copyCommands";
import { registerKeyCommands } from "./commands/keyCommands";
import { registerOpenCommands } from "./commands/openCommands";
import { registerRowCommands } from "./commands/rowCommands";
import { registerSearchCommands } from "./commands/searchCommands";
import { registerSiteCommands } from "./commands/siteCommands";
import { registerSupportCommands } from "./commands/supportCommands";
import { registerTreeCommands } from "./commands/treeCommands";
import { KeyStore } from "./host/keyStore";
import { Messages } from "./host/messages";
import { networkSettings } from "./host/network";
import { SampleHost } from "./host/sampleHost";
import { Session } from "./host/session";
import { SiteSetting } from "./host/siteSetting";
import { SiteStatusBar } from "./host/siteStatusBar";
import { SYSTEMS } from "./sources/systems";
import { ExplorerView } from "./tree/explorerView";

/** Builds the parts, registers the features, and opens the sessions. */
export function activate(context: ExtensionContext): void {
  const own = <T extends { dispose(): void }>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const log = own(window.createOutputChannel("ML Artifacts", { log: true }));
  const { version } = context.extension.packageJSON as { version: string };
  const network = () => networkSettings(version, (line) => log.debug(line));
  const keys = own(new KeyStore(context.secrets, context.globalStorageUri));
  const sample = own(new SampleHost());
  const systems = SYSTEMS.map((system) => {
    const setting = own(new SiteSetting(system, context.globalState));
    const session = own(new Session({ system, setting, keys, sample, network }));
    return { system, setting, session, view: own(new ExplorerView(session)) };
  });
  const views = systems.map(({ view }) => view);
  for (const { session, view } of systems.filter(({ system }) => system.hasStatusBar === true)) {
    const statusBar = own(new SiteStatusBar(session));
    own(view.onDidLoadTop((failure) => statusBar.showHealth(failure)));
  }

  const messages = new Messages(log);
  const register = commandRegistry(messages);
  const connections = { systems, keys, network };
  context.subscriptions.push(
    ...registerTreeCommands(register, { views, messages }),
    ...registerCopyCommands(register, views),
    registerOpenCommands(register, { views, messages }),
    ...registerRowCommands(register, { views, messages }),
    ...registerSearchCommands(register, views),
    ...registerKeyCommands(register, connections),
    ...registerSiteCommands(register, connections),
    registerConnectionCheck(register, systems),
    ...registerSupportCommands(register, { log, extensionId: context.extension.id }),
  );
  for (const { session } of systems) {
    void session.open();
  }
}
