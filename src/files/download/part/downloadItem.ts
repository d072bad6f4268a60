import type { FilePlace } from "../../../sources/contract/sourceFiles";
import type { LocalPath } from "../disk/localNames";

export interface DownloadItem {
  readonly place: FilePlace;
  /** Where the file goes, below the folder. */
  readonly path: LocalPath;
  /** Bytes, as the listing says. */
  readonly size?: number;
  /** ms since the epoch, as the listing says. */
  readonly modifiedAt?: number;
}

/** A directory that could not be listed, or a selection that could not be looked at. */
export interface Unlisted {
  readonly place: FilePlace;
  readonly path: LocalPath;
}
