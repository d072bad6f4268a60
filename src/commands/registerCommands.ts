import type { LogOutputChannel, Memento } from "vscode";
import { Disposable, Uri } from "vscode";
import { DownloadLedger } from "../files/download/ledger/downloadLedger";
import type { Doors } from "../host/doors";
import { KEPT_NAMES } from "../host/keptNames";
import type { FilterStore } from "../host/filterStore";
import type { Messages } from "../host/messages/messages";
import type { ListingWatcher } from "../watch/listingWatcher";
import type { RunWatcher } from "../watch/runWatcher";
import type { SourcePool } from "../host/site/sourcePool";
import { commandRegistry } from "./shared/commandRegistry";
import { registerCompareCommands } from "./compare/compareCommands";
import { registerConnectionCheck } from "./connect/connectionCheck";
import { registerCopyCommands } from "./rows/copyCommands";
import { registerArchiveCommands } from "./rows/archiveCommands";
import { registerDeletion } from "./rows/deleteCommand";
import { registerDownloadCommands } from "./download/downloadCommands";
import { DownloadRunner } from "./download/downloadRunner";
import { registerFileCommands } from "./open/fileCommands";
import { registerFindFile } from "./open/findFileCommand";
import { registerFilterCommands } from "./filter/filterCommands";
import { registerGoTo } from "./goTo/goToCommand";
import { registerKeyCommands } from "./connect/keyCommands";
import { registerLinkCommands } from "./goTo/linkCommands";
import { registerMarkCommands } from "./rows/markCommands";
import { rankBy, registerMetricCommands } from "./metrics/metricCommands";
import { registerMountCommands } from "./open/mountCommands";
import { registerOpenCommands } from "./open/openLink";
import { registerOwnerCommand } from "./rows/ownerCommand";
import { registerPageCommands } from "./pageCommands";
import { registerSearchCommands } from "./rows/searchCommands";
import { registerSiteCommands } from "./connect/siteCommands";
import { registerSnippetCommands } from "./rows/snippetCommands";
import { registerSupportCommands } from "./supportCommands";
import type { ConnectionDeps } from "./connect/connectedSystem";
import { registerTreeCommands } from "./rows/treeCommands";
import { registerUnfinishedDownloads } from "./download/unfinishedDownloads";
import { registerWatchCommands } from "./watch/watchCommands";

interface CommandDeps extends ConnectionDeps {
  readonly pool: SourcePool;
  readonly filters: FilterStore;
  readonly log: LogOutputChannel;
  readonly messages: Messages;
  readonly watches: RunWatcher;
  readonly listings: ListingWatcher;
  readonly doors: Doors;
  readonly extensionId: string;
  readonly extensionUri: Uri;
  /** The extension's own folder. */
  readonly storage: Uri;
  /** Outlives the window; holds no secrets. */
  readonly memory: Memento;
  /** Bytes above which a file is not read into the editor. */
  readonly largestFile: () => number;
}

/** Every command of the product, a line a family. */
export function registerCommands(deps: CommandDeps): readonly Disposable[] {
  const { systems, pool, messages, watches, largestFile, storage, doors, filters: store } = deps;
  const views = systems.map(({ view }) => view);
  const end = new AbortController();
  const register = commandRegistry({ views, messages, signal: end.signal, doors });
  const ledger = new DownloadLedger({ folder: Uri.joinPath(storage, KEPT_NAMES.downloads).fsPath });
  const runner = new DownloadRunner({ pool, ledger, messages, storage });
  return [
    new Disposable(() => end.abort()),
    ...registerTreeCommands(register, { views, messages }),
    ...registerCopyCommands(register, views),
    ...registerSnippetCommands(register, views),
    registerOpenCommands(register, { views, messages }),
    ...registerPageCommands(register, deps),
    ...registerFileCommands(register, { views, pool, largestFile }),
    registerFindFile(register, { views, pool, largestFile, messages }),
    Disposable.from(runner),
    registerDownloadCommands(register, { views, pool, runner, memory: deps.memory }),
    registerUnfinishedDownloads(register, { ledger, runner, messages }),
    ...registerCompareCommands(register, { views, pool, messages }),
    ...registerMountCommands(register, { views, pool, memory: deps.memory }),
    ...registerMarkCommands(register, { views, messages }),
    ...registerArchiveCommands(register, { views, messages }),
    registerDeletion(register, { views, pool, messages, watches }),
    ...registerWatchCommands(register, deps),
    ...registerFilterCommands(register, { views, store, messages, rankBy: (...by) => rankBy(views, ...by) }),
    ...registerMetricCommands(register, { views, store }),
    registerOwnerCommand(register, { views, store }),
    ...registerSearchCommands(register, views),
    registerGoTo(register, deps),
    ...registerLinkCommands(register, deps),
    ...registerKeyCommands(register, deps),
    ...registerSiteCommands(register, deps),
    registerConnectionCheck(register, systems),
    ...registerSupportCommands(register, deps),
  ];
}
