import type { Disposable, LogOutputChannel } from "vscode";
import { Messages } from "../host/messages";
import type { SourcePool } from "../host/sourcePool";
import { commandRegistry } from "./commandRegistry";
import { registerCompareCommands } from "./compareCommands";
import { registerConnectionCheck } from "./connectionCheck";
import { registerCopyCommands } from "./copyCommands";
import { registerDownloadCommands } from "./downloadCommands";
import { registerFileCommands } from "./fileCommands";
import { registerKeyCommands } from "./keyCommands";
import { registerMountCommands } from "./mountCommands";
import { registerOpenCommands } from "./openCommands";
import { registerRowCommands } from "./rowCommands";
import { registerSearchCommands } from "./searchCommands";
import { registerSiteCommands } from "./siteCommands";
import { registerSupportCommands } from "./supportCommands";
import type { ConnectionDeps } from "./systems";
import { registerTreeCommands } from "./treeCommands";

export interface CommandDeps extends ConnectionDeps {
  readonly pool: SourcePool;
  readonly log: LogOutputChannel;
  readonly extensionId: string;
  /** Bytes above which a file is not read into the editor. */
  readonly largestFile: () => number;
}

/** Every command of the product, a line a family. */
export function registerCommands(deps: CommandDeps): readonly Disposable[] {
  const { systems, pool, log, largestFile } = deps;
  const views = systems.map(({ view }) => view);
  const messages = new Messages(log);
  const register = commandRegistry(messages);
  return [
    ...registerTreeCommands(register, { views, messages }),
    ...registerCopyCommands(register, views),
    registerOpenCommands(register, { views, messages }),
    ...registerFileCommands(register, { views, pool, largestFile }),
    registerDownloadCommands(register, { views, messages }),
    ...registerCompareCommands(register, { views, pool }),
    ...registerMountCommands(register, { views, pool }),
    ...registerRowCommands(register, { views, messages }),
    ...registerSearchCommands(register, { views, messages }),
    ...registerKeyCommands(register, deps),
    ...registerSiteCommands(register, deps),
    registerConnectionCheck(register, systems),
    ...registerSupportCommands(register, deps),
  ];
}
