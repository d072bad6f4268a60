import { Uri } from "vscode";
import type { FileAddress } from "../../files/fileSystem/fileAddress";
import { FILE_SCHEME, parseAddress } from "../../files/fileSystem/fileAddress";
import { ApiError } from "../../http/apiError";
import type { ExplorerView } from "../../tree/explorerView";
import type { EntryRow } from "../../tree/model/row";
import type { SiteRef } from "../../sources/contract/siteRef";
import type { CallOptions, Entry } from "../../sources/contract/entry";
import { withCancellableProgress } from "../../host/messages/cancellableProgress";
import type { KeyStore } from "../../host/keys/keyStore";
import type { Messages } from "../../host/messages/messages";
import type { SourcePool } from "../../host/site/sourcePool";
import { showSite } from "./showSite";
import type { ConnectedSystem } from "../connect/connectedSystem";

/**
 * Shows the row that an address names, in a view that shows its site. Undefined when the user canceled it.
 * @throws ApiError of kind notFound when the system has no such thing, of kind badRequest when no row shows it.
 */
export async function revealAddress(
  view: ExplorerView,
  text: string,
  options: CallOptions,
): Promise<EntryRow | undefined> {
  const ids = await locate(view, text, options);
  if (ids === undefined) {
    throw new ApiError("notFound", "this is no address that the system knows");
  }
  const row = await view.reveal(ids, options);
  if (row === undefined && !options.signal.aborted) {
    throw new ApiError("badRequest", "it is not in the tree; a filter may hide it");
  }
  return row;
}

/** Of a file or directory; undefined for another text. A made-up address may not even be a URI. */
export function fileAddressOf(text: string): FileAddress | undefined {
  try {
    return text.startsWith(`${FILE_SCHEME}:`) ? parseAddress(Uri.parse(text, true)) : undefined;
  } catch {
    return undefined;
  }
}

export function loadedEntries(view: ExplorerView): readonly Entry[] {
  return view.loadedRows.flatMap((row) => (row.kind === "entry" ? [row.entry] : []));
}

async function locate(view: ExplorerView, text: string, options: CallOptions): Promise<readonly string[] | undefined> {
  const address = fileAddressOf(text);
  return address === undefined
    ? await view.source?.addresses?.locate(text, { ...options, loaded: loadedEntries(view) })
    : await view.source?.addresses?.locatePlace(address.place, options);
}

export interface ShowRowOptions {
  readonly systems: readonly ConnectedSystem[];
  readonly keys: KeyStore;
  readonly pool: SourcePool;
  readonly messages: Messages;
}

/** A row that is looked for, with what it is called: "the row". */
interface WantedRow extends SiteRef {
  /** The ids of the rows from the top down. */
  readonly rowIds: readonly string[];
  readonly name: string;
}

/** Opens the tree at a row, after a question when the view shows another site; says so when the row is not there. */
export async function showRow({ systemId, site, rowIds, name }: WantedRow, options: ShowRowOptions): Promise<void> {
  const { systems, messages } = options;
  const connected = systems.find(({ system }) => system.id === systemId);
  const action = `show ${name} in the tree`;
  try {
    if (connected === undefined || !(await showSite(connected, site, options))) {
      return;
    }
    const isShown = await withCancellableProgress(
      `Going to ${name}`,
      async (signal) => (await connected.view.reveal(rowIds, { signal })) !== undefined || signal.aborted,
    );
    if (!isShown) {
      await messages.showRefusal(`Could not ${action}: it was not found there.`);
    }
  } catch (error) {
    await messages.showFailure(action, error, {}, { systemId, site });
  }
}
