import type { Memento, Uri } from "vscode";
import { Disposable } from "vscode";
import { COMMANDS } from "../../manifest/commands";
import { parseAddress } from "../../files/fileSystem/fileAddress";
import type { DownloadPlan, SelectedFile } from "../../files/download/downloadPlan";
import { planDownload } from "../../files/download/downloadPlan";
import { withLateProgress } from "../../host/messages/cancellableProgress";
import type { SourcePool } from "../../host/site/sourcePool";
import { formatCount } from "../../text/formatNumbers";
import type { SiteRef } from "../../sources/contract/siteRef";
import { siteKey } from "../../sources/contract/siteRef";
import type { SourceFiles } from "../../sources/contract/sourceFiles";
import type { ExplorerView } from "../../tree/explorerView";
import type { EntryRow } from "../../tree/model/row";
import { withAbility } from "../../tree/model/row";
import type { ArgumentsOf } from "../shared/commandArguments";
import type { RegisterCommand } from "../shared/commandRegistry";
import { askFolder, confirmDownload } from "./downloadDialogs";
import type { DownloadRunner } from "./downloadRunner";
import { foundText } from "./downloadWords";
import { LastFolder } from "./lastFolder";
import { rowAddress } from "../shared/rowAddress";
import { targetRows } from "../shared/rowTargets";
import { defined } from "../../text/defined";

interface DownloadCommandsOptions {
  readonly views: readonly ExplorerView[];
  readonly pool: SourcePool;
  readonly runner: DownloadRunner;
  /** Outlives the window; holds no secrets. */
  readonly memory: Memento;
}

/** Rows of one system and site. */
interface Selection extends SiteRef {
  readonly files: SourceFiles;
  readonly selected: SelectedFile[];
}

/**
 * "Download…": files, directories, whole runs, several at once, to a folder of the machine that VS Code works on. Takes
 * rows, or the addresses of files that an editor or the Explorer shows.
 */
export function registerDownloadCommands(register: RegisterCommand, options: DownloadCommandsOptions): Disposable {
  const { views, pool, runner } = options;
  const last = new LastFolder(options.memory);
  const download = async ({ rows, files }: ArgumentsOf<typeof COMMANDS.download>) => {
    const accepts = withAbility("download");
    const selections =
      files.length > 0
        ? await ofAddresses(files, pool)
        : bySite(
            await targetRows(views, rows, { accepts, title: "Download", none: "No loaded row can be downloaded." }),
            pool,
          );
    const folder = selections.length === 0 ? undefined : await askFolder(last);
    if (folder !== undefined) {
      // A question about one system's files must not hold up another's.
      await Promise.all(await inTurn(selections, (selection) => prepare(selection, folder, runner)));
    }
  };
  return Disposable.from(
    register(COMMANDS.download, "download", download),
    register(COMMANDS.downloadMounted, "download", download),
  );
}

async function ofAddresses(uris: readonly Uri[], pool: SourcePool): Promise<readonly Selection[]> {
  const selections = new Map<string, Selection>();
  for (const uri of uris) {
    const address = parseAddress(uri);
    const name = address?.place.at(-1);
    if (address !== undefined && name !== undefined) {
      const { systemId, site, place } = address;
      const { files } = await pool.lastingSourceOf(address);
      const key = siteKey(address);
      const known = selections.get(key) ?? (files && { systemId, site, files, selected: [] });
      if (known !== undefined) {
        known.selected.push({ place, name });
        selections.set(key, known);
      }
    }
  }
  return [...selections.values()];
}

function bySite(rows: readonly EntryRow[], pool: SourcePool): readonly Selection[] {
  const selections = new Map<string, Selection>();
  for (const row of rows) {
    const address = rowAddress(row, pool);
    const { files } = row.source;
    if (address !== undefined && files !== undefined) {
      const { systemId, site, place } = address;
      const known = selections.get(systemId) ?? { systemId, site, files, selected: [] };
      selections.set(systemId, known);
      const { name, size, isExpandable } = row.entry;
      known.selected.push({
        place,
        name,
        facts: { isDirectory: isExpandable, ...defined({ size }) },
      });
    }
  }
  return [...selections.values()];
}

/** Asks one question after the other. The functions that come out start what was agreed to. */
async function inTurn(
  selections: readonly Selection[],
  ask: (selection: Selection) => Promise<(() => Promise<void>) | undefined>,
): Promise<readonly Promise<void>[]> {
  const starts: (() => Promise<void>)[] = [];
  for (const selection of selections) {
    const start = await ask(selection);
    if (start !== undefined) {
      starts.push(start);
    }
  }
  return starts.map((start) => start());
}

async function prepare(
  selection: Selection,
  folder: Uri,
  runner: DownloadRunner,
): Promise<(() => Promise<void>) | undefined> {
  const { systemId, site } = selection;
  const plan = await look(selection);
  const existing = await confirmDownload(plan, folder, runner.targetOf(folder));
  if (existing === undefined) {
    return undefined;
  }
  const { items, failures: unlisted } = plan;
  const download = { name: nameOf(selection), systemId, site, folder: folder.toString(), existing, items, unlisted };
  return async () => {
    await runner.makeDirectories(plan.emptyDirectories, folder);
    await runner.start(download, plan);
  };
}

async function look({ files, selected }: Selection): Promise<DownloadPlan> {
  return await withLateProgress("Looking at what to download", (signal, report) =>
    planDownload(selected, {
      files,
      signal,
      onFound: (found) => report(foundText(found)),
    }),
  );
}

/** "vanilla", "vanilla and 2 more". */
function nameOf({ selected: [first, ...more] }: Selection): string {
  const name = first?.name ?? "";
  return more.length === 0 ? name : `${name} and ${formatCount(more.length)} more`;
}
