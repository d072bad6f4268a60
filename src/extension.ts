import type { ExtensionContext } from "vscode";
import { window } from "vscode";
import { commandRegistry } from "./commands/commandRegistry";
import { registerCopyCommands } from "./commands/copyCommands";
import { registerKeyCommands } from "./commands/keyCommands";
import { registerOpenCommands } from "./commands/openCommands";
import { registerSiteCommands } from "./commands/siteCommands";
import { registerSupportCommands } from "./commands/supportCommands";
import { registerTreeCommands } from "./commands/treeCommands";
import { CONTEXT_KEYS, VIEWS } from "./contract";
import { KeyStore } from "./host/keyStore";
import { Messages } from "./host/messages";
import { networkSettings } from "./host/network";
import { SampleHost } from "./host/sampleHost";
import { Session } from "./host/session";
import { SiteSetting } from "./host/siteSetting";
import { SiteStatusBar } from "./host/siteStatusBar";
import { MODEL_LAB } from "./sources/modelLab/modelLabSystem";
import { ExplorerView } from "./tree/explorerView";

/** Builds the parts, registers the features, and opens the session. */
export function activate(context: ExtensionContext): void {
  const own = <T extends { dispose(): void }>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const log = own(window.createOutputChannel("ML Artifacts", { log: true }));
  const { version } = context.extension.packageJSON as { version: string };
  const network = () => networkSettings(version, (line) => log.debug(line));
  const system = MODEL_LAB;
  const keys = own(new KeyStore(context.secrets));
  const setting = own(new SiteSetting(system, context.globalState));
  const sample = own(new SampleHost());
  const session = own(new Session({ system, setting, keys, sample, network }));
  const view = own(new ExplorerView({ viewId: VIEWS.modelLab, session, stateKey: CONTEXT_KEYS.modelLabState }));
  const statusBar = own(new SiteStatusBar(session));
  own(view.onDidLoadTop((failure) => statusBar.showHealth(failure)));

  const messages = new Messages(log);
  const views = [view];
  const register = commandRegistry(messages);
  context.subscriptions.push(
    ...registerTreeCommands(register, { views, messages }),
    ...registerCopyCommands(register, views),
    registerOpenCommands(register, { views, messages }),
    ...registerKeyCommands(register, { system, setting, keys, network }),
    ...registerSiteCommands(register, { system, setting, keys }),
    ...registerSupportCommands(register, { log, extensionId: context.extension.id }),
  );
  void session.open();
}
