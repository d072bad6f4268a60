import type { Disposable, Memento } from "vscode";
import { COMMANDS } from "../../manifest/commands";
import { FILE_SCHEME } from "../../files/fileSystem/fileAddress";
import { withCancellableProgress } from "../../host/messages/cancellableProgress";
import type { KeyStore } from "../../host/keys/keyStore";
import type { Messages } from "../../host/messages/messages";
import type { SourcePool } from "../../host/site/sourcePool";
import { ApiError } from "../../http/apiError";
import { readAppLink } from "../../links/appLink";
import { cutEnd } from "../../text/cutText";
import type { EntryRow } from "../../tree/model/row";
import type { RegisterCommand } from "../shared/commandRegistry";
import { plainLabel } from "../../text/plainText";
import { selectedRows } from "../shared/rowTargets";
import { rowAddress } from "../shared/rowAddress";
import { holderOf, isFileLike, selectedFiles } from "./selectedFiles";
import { GoToPicker } from "./goToPicker";
import type { SearchedGroup } from "./nameSearch";
import type { Target } from "./recentTargets";
import { RecentTargets } from "./recentTargets";
import { linkedAddress, systemOf } from "./linkCommands";
import { fileAddressOf, loadedEntries, revealAddress } from "./revealAddress";
import { revealSite } from "./revealSite";
import type { ConnectedSystem } from "../connect/connectedSystem";
import type { Entry } from "../../sources/contract/entry";

const MAX_SHOWN = 80;
const FILE_HINT = "To find a file, select its run first, or choose Go to File… in its menu";

interface GoToOptions {
  readonly systems: readonly ConnectedSystem[];
  readonly keys: KeyStore;
  readonly pool: SourcePool;
  readonly memory: Memento;
  readonly messages: Messages;
  readonly extensionId: string;
}

/** "Go to Project, Run or Artifact…". */
export function registerGoTo(register: RegisterCommand, options: GoToOptions): Disposable {
  const recent = new RecentTargets(options.memory);
  return register(COMMANDS.goTo, "go there", () => void openPicker(options, recent));
}

function openPicker(options: GoToOptions, recent: RecentTargets): GoToPicker {
  const ready = options.systems.filter(({ view }) => view.source !== undefined);
  const found = ready.flatMap(({ system, view }) => ({ title: system.shortTitle, finder: view.source?.finder }));
  const ofSelected = filesOfSelected(ready, options.pool);
  return new GoToPicker({
    groups: () => [...ofSelected, ...ready.flatMap(searchedGroups)],
    hint: (text) => (ofSelected.length === 0 && isFileLike(text) ? FILE_HINT : undefined),
    examples: [
      ...found.flatMap(({ title, finder }) =>
        (finder?.examples ?? []).map((example) => ({ systemTitle: title, ...example })),
      ),
      { systemTitle: "any system and site", what: "an mlartifact: address", example: `${FILE_SCHEME}:/…` },
    ],
    recent: ready.flatMap(({ system }) =>
      recent.of({ systemId: system.id, site: options.pool.shownSite(system.id) ?? "" }),
    ),
    read: (text) => readAddresses(text, ready, options),
    onDidPick: (target) => void go(target, options, recent),
  });
}

/** The files of the run, version or artifact that is selected, or that a selected row is below. */
function filesOfSelected(ready: readonly ConnectedSystem[], pool: SourcePool): readonly SearchedGroup[] {
  const [selected] = selectedRows(ready.map(({ view }) => view));
  const row = selected && holderOf(selected);
  const address = row && rowAddress(row, pool);
  const files = row?.source.files;
  return row === undefined || address === undefined || files === undefined
    ? []
    : [selectedFiles({ row, address, files })];
}

function searchedGroups({ system, view }: ConnectedSystem): readonly SearchedGroup[] {
  const groups = view.source?.finder?.groups ?? [];
  return groups.map((group) => ({ systemId: system.id, systemTitle: system.shortTitle, group }));
}

function readAddresses(text: string, ready: readonly ConnectedSystem[], options: GoToOptions): readonly Target[] {
  const file = fileAddressOf(text);
  if (file !== undefined) {
    return [{ systemId: file.systemId, address: text, name: file.place.at(-1) ?? text, codicon: "go-to-file" }];
  }
  const link = readAppLink(text, options.extensionId);
  const linked = link && systemOf(link, options.systems);
  if (link !== undefined && linked !== undefined) {
    return [{ systemId: linked.system.id, address: text, name: link.address, codicon: "link" }];
  }
  return ready.flatMap(({ system, view }) => {
    const name = view.source?.finder?.read(text, loadedEntries(view));
    return name === undefined ? [] : [{ systemId: system.id, address: text, name, codicon: "arrow-right" }];
  });
}

async function go(target: Target, options: GoToOptions, recent: RecentTargets): Promise<void> {
  const shown = plainLabel(cutEnd(target.name, MAX_SHOWN));
  const site = () => options.pool.shownSite(target.systemId) ?? "";
  try {
    const row = await reveal(target, shown, options);
    if (row !== undefined) {
      await recent.add(site(), { ...target, name: row.entry.name, codicon: codiconOf(row.entry) });
    }
  } catch (error) {
    if (error instanceof ApiError && error.kind === "notFound") {
      await recent.remove(site(), target);
    }
    const place = { systemId: target.systemId, site: siteOf(target, options) };
    await options.messages.showFailure(`go to ${shown}`, error, {}, place);
  }
}

/** Undefined when the user canceled it. */
async function reveal(target: Target, shown: string, options: GoToOptions): Promise<EntryRow | undefined> {
  const { systemId, address } = target;
  const connected = options.systems.find(({ system }) => system.id === systemId);
  if (connected === undefined) {
    throw new ApiError("notFound", "there is no such system");
  }
  const link = readAppLink(address, options.extensionId);
  const site = siteOf(target, options);
  if (site !== undefined && !(await revealSite(connected, site, options))) {
    return undefined;
  }
  const wanted = link === undefined ? address : linkedAddress(link.address);
  const work = (signal: AbortSignal) => revealAddress(connected.view, wanted, { signal });
  return await withCancellableProgress(`Going to ${shown}`, work);
}

/** The site that an address names itself; undefined for one that is of the site on show. */
function siteOf({ address }: Target, { extensionId }: GoToOptions): string | undefined {
  return readAppLink(address, extensionId)?.site ?? fileAddressOf(address)?.site;
}

function codiconOf({ icon }: Entry): string {
  return typeof icon === "string" ? icon : icon.codicon.replace("~spin", "");
}
