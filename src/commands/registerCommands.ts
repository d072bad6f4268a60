import type { LogOutputChannel, Memento } from "vscode";
import { Disposable, Uri } from "vscode";
import { DownloadLedger } from "../files/download/downloadLedger";
import type { FilterStore } from "../host/filterStore";
import type { Messages } from "../host/messages";
import type { RunWatches } from "../host/runWatches";
import type { SourcePool } from "../host/sourcePool";
import { commandRegistry } from "./commandRegistry";
import { registerCompareCommands } from "./compareCommands";
import { registerConnectionCheck } from "./connectionCheck";
import { registerCopyCommands } from "./copyCommands";
import { registerDeletion } from "./deleteCommand";
import { registerDownloadCommands } from "./downloadCommands";
import { DownloadRunner } from "./downloadRunner";
import { registerFileCommands } from "./fileCommands";
import { registerFindFile } from "./findFileCommand";
import { registerFilterCommands } from "./filterCommands";
import { registerGoTo } from "./goToCommand";
import { registerKeyCommands } from "./keyCommands";
import { registerLinkCommands } from "./linkCommands";
import { registerMarkCommands } from "./markCommands";
import { registerMountCommands } from "./mountCommands";
import { registerOpenCommands } from "./openCommands";
import { registerPageCommands } from "./pageCommands";
import { registerSearchCommands } from "./searchCommands";
import { registerSiteCommands } from "./siteCommands";
import { registerSnippetCommands } from "./snippetCommands";
import { registerSupportCommands } from "./supportCommands";
import type { ConnectionDeps } from "./systems";
import { registerTreeCommands } from "./treeCommands";
import { registerUnfinishedDownloads } from "./unfinishedDownloads";
import { registerWatchCommands } from "./watchCommands";

export interface CommandDeps extends ConnectionDeps {
  readonly pool: SourcePool;
  readonly filters: FilterStore;
  readonly log: LogOutputChannel;
  readonly messages: Messages;
  readonly watches: RunWatches;
  readonly extensionId: string;
  readonly extensionUri: Uri;
  /** The extension's own folder. */
  readonly storage: Uri;
  /** What outlives the window, without secrets. */
  readonly memory: Memento;
  /** Bytes above which a file is not read into the editor. */
  readonly largestFile: () => number;
}

/** Every command of the product, a line a family. */
export function registerCommands(deps: CommandDeps): readonly Disposable[] {
  const { systems, pool, messages, watches, largestFile, storage } = deps;
  const views = systems.map(({ view }) => view);
  const register = commandRegistry(messages);
  const ledger = new DownloadLedger({ folder: Uri.joinPath(storage, "downloads").fsPath });
  const runner = new DownloadRunner({ pool, ledger, messages, storage });
  return [
    ...registerTreeCommands(register, { views, messages }),
    ...registerCopyCommands(register, views),
    ...registerSnippetCommands(register, views),
    registerOpenCommands(register, { views, messages }),
    ...registerPageCommands(register, deps),
    ...registerFileCommands(register, { views, pool, largestFile }),
    registerFindFile(register, { views, pool, largestFile, messages }),
    Disposable.from(runner),
    registerDownloadCommands(register, { views, pool, runner }),
    registerUnfinishedDownloads(register, { ledger, runner, messages }),
    ...registerCompareCommands(register, { views, pool, messages }),
    ...registerMountCommands(register, { views, pool, memory: deps.memory }),
    ...registerMarkCommands(register, { views, messages }),
    registerDeletion(register, { views, pool, messages, watches }),
    ...registerWatchCommands(register, deps),
    ...registerFilterCommands(register, { views, store: deps.filters, messages }),
    ...registerSearchCommands(register, views),
    registerGoTo(register, deps),
    ...registerLinkCommands(register, deps),
    ...registerKeyCommands(register, deps),
    ...registerSiteCommands(register, deps),
    registerConnectionCheck(register, systems),
    ...registerSupportCommands(register, deps),
  ];
}
