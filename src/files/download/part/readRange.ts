import { ApiError } from "../../../http/apiError";
import type { ByteRange, FileContent, FilePlace, SourceFiles } from "../../../sources/contract/sourceFiles";
import type { DownloadTarget } from "../disk/downloadTarget";
import type { PartName } from "../disk/partName";
import type { CallOptions } from "../../../sources/contract/entry";

/** What it takes to go on with a part. */
export interface StartOptions {
  readonly files: SourceFiles;
  readonly target: DownloadTarget;
  readonly part: PartName;
  readonly signal: AbortSignal;
  /** Told each time that the service had to be asked again. */
  readonly onRetry?: () => void;
}

/** Undefined when the service finds nothing at the range, as with a file that is shorter now, or answers with another one. */
export async function readRange(
  place: FilePlace,
  range: ByteRange,
  options: StartOptions,
): Promise<FileContent | undefined> {
  try {
    return await options.files.read(place, range, callOptions(options));
  } catch (error) {
    if (error instanceof ApiError && ["badRequest", "badResponse"].includes(error.kind)) {
      return undefined;
    }
    throw error;
  }
}

export function callOptions({ signal, onRetry }: StartOptions): CallOptions {
  return onRetry === undefined ? { signal } : { signal, onRetry };
}
