import { Uri } from "vscode";
import type { FileAddress } from "../../files/fileSystem/fileAddress";
import { FILE_SCHEME, parseAddress } from "../../files/fileSystem/fileAddress";
import { ApiError } from "../../http/apiError";
import type { ExplorerView } from "../../tree/explorerView";
import type { EntryRow } from "../../tree/model/row";
import type { CallOptions, Entry } from "../../sources/contract/entry";

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
