import { ApiError } from "../../../http/apiError";
import type { ByteRange, FileContent } from "../../../sources/contract/sourceFiles";
import type { PartContext } from "./partContext";

/** Undefined when the service finds nothing at the range, as with a file that is shorter now, or answers with another one. */
export async function readRange(
  range: ByteRange,
  { item, files, signal, onRetry }: PartContext,
): Promise<FileContent | undefined> {
  try {
    return await files.read(item.place, range, { signal, onRetry });
  } catch (error) {
    if (error instanceof ApiError && ["badRequest", "badResponse"].includes(error.kind)) {
      return undefined;
    }
    throw error;
  }
}
