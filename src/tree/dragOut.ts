import type { TreeDragAndDropController, Uri } from "vscode";
import { DataTransferItem } from "vscode";
import { hasAbility } from "./model/row";
import type { EntryRow, Row } from "./model/row";

const URI_LIST = "text/uri-list";

/**
 * Rows of files and directories can be dragged to an editor, which opens the files or, with Shift, takes the addresses.
 * Nothing is dropped here.
 */
export function dragOut(uriOf: (row: EntryRow) => Uri | undefined): TreeDragAndDropController<Row> {
  return {
    dragMimeTypes: [URI_LIST],
    dropMimeTypes: [],
    handleDrag: (rows, transfer) => {
      const places = rows.filter((row) => hasAbility(row, "open") || hasAbility(row, "download"));
      const uris = places.flatMap((row) => uriOf(row)?.toString() ?? []);
      if (uris.length > 0) {
        transfer.set(URI_LIST, new DataTransferItem(uris.join("\r\n")));
      }
    },
  };
}
