import type { Uri } from "vscode";
import { ApiError } from "../../http/apiError";
import type { SourcePool } from "../../host/site/sourcePool";
import type { ByteRange, FileContent } from "../../sources/contract/sourceFiles";
import { parseAddress } from "../fileSystem/fileAddress";
import { openLocalRange } from "./openLocalRange";
import type { CallOptions } from "../../sources/contract/entry";

/** Opens a part of a file: of a system's, or of one on the disk of the machine that VS Code works on. */
export async function openRange(
  uri: Uri,
  range: ByteRange,
  { pool, signal }: CallOptions & { readonly pool: SourcePool },
): Promise<FileContent> {
  const address = parseAddress(uri);
  if (address !== undefined) {
    const files = await pool.filesOf(address);
    signal.throwIfAborted();
    return await files.read(address.place, range, { signal });
  }
  if (uri.scheme !== "file") {
    throw new ApiError(
      "badRequest",
      `files of "${uri.scheme}:" can only be read whole; save this one to the disk first`,
    );
  }
  return await openLocalRange(uri.fsPath, range);
}
