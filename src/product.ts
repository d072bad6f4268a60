import type { ExtensionContext } from "vscode";
import { window } from "vscode";
import { registerAgents } from "./agents/registerAgents";
import { registerCommands } from "./commands/registerCommands";
import { rowUri } from "./commands/shared/rowAddress";
import { largestFile, registerArtifactFiles } from "./files/registerArtifactFiles";
import type { Doors } from "./host/doors";
import { FilterStore } from "./host/filterStore";
import { systemClock } from "./http/clock";
import { KeyStore } from "./host/keys/keyStore";
import { Messages } from "./host/messages/messages";
import { networkSettings } from "./host/site/network";
import { ListingWatcher } from "./watch/listingWatcher";
import { RunWatcher } from "./watch/runWatcher";
import { SampleHost } from "./host/site/sampleHost";
import { Session } from "./host/site/session";
import { SiteSetting } from "./host/site/siteSetting";
import { keepStarts } from "./host/site/startKeeper";
import { SiteStatusBar } from "./host/site/siteStatusBar";
import { SourcePool } from "./host/site/sourcePool";
import { WatchStatusBar } from "./watch/watchStatusBar";
import { registerMentionLinks } from "./links/mentionLinks";
import { SYSTEMS } from "./sources/systems";
import { ExplorerView } from "./tree/explorerView";
import { followLiveRows } from "./tree/followLiveRows";
import { showLoadedTokens } from "./tree/loadedTokens";

/** Builds the parts, registers the features, and opens the sessions. */
export function open(context: ExtensionContext, doors: Doors): void {
  const own = <T extends { dispose(): void }>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const log = own(window.createOutputChannel("ML Artifacts", { log: true }));
  const messages = new Messages(log);
  const { version } = context.extension.packageJSON as { version: string };
  const network = () => networkSettings(version, (line) => log.debug(line));
  const keys = own(new KeyStore(context.secrets, context.globalStorageUri));
  const sample = own(new SampleHost());
  const filters = new FilterStore(context.globalState);
  const sessions = SYSTEMS.map((system) => {
    const setting = own(new SiteSetting(system, context.globalState));
    return { system, setting, session: own(new Session({ system, setting, keys, sample, filters, network })) };
  });
  const pool = own(new SourcePool({ systems: sessions, keys, sample, network }));
  own(registerArtifactFiles({ pool, messages, context, doors }));
  const viewOf = (session: Session) => own(new ExplorerView(session, (row) => rowUri(row, pool), doors.createTreeView));
  const systems = sessions.map((part) => ({ ...part, view: viewOf(part.session) }));
  for (const { session, view } of systems.filter(({ system }) => system.hasStatusBar === true)) {
    const statusBar = own(new SiteStatusBar(session, doors.siteItem));
    own(view.onDidLoadTop((failure) => statusBar.showHealth(failure)));
  }
  const { id: extensionId, extensionUri } = context.extension;
  const [memory, storage] = [context.globalState, context.globalStorageUri];
  const watching = { pool, memento: context.workspaceState, clock: systemClock, onDidFail: logWatchFailure(messages) };
  const watches = own(new RunWatcher(watching));
  const listings = own(new ListingWatcher({ ...watching, runs: watches }));
  own(new WatchStatusBar(watches, listings));
  systems.forEach(({ view }) => own(followLiveRows(view, { messages, watches })));
  own(showLoadedTokens(systems.map(({ view }) => view)));
  own(registerMentionLinks(systems.map(({ view }) => view)));
  const shared = { systems, keys, network, pool, filters, log, messages, watches, listings };
  const deps = { ...shared, doors, extensionId, extensionUri, memory, largestFile, storage };
  context.subscriptions.push(...registerCommands(deps));
  own(registerAgents({ ...shared, context, doors }));
  own(keepStarts(systems, memory, version));
  systems.forEach(({ session }) => void session.open());
}

function logWatchFailure(messages: Messages): (error: unknown) => void {
  return (error) => messages.logFailure("ask for the watched runs", error);
}
