import type { SourceFiles } from "../../../sources/contract/sourceFiles";
import type { DownloadTarget } from "../disk/downloadTarget";
import type { LocalPath } from "../disk/localNames";
import type { PartName } from "../disk/partName";
import type { DownloadItem } from "./downloadItem";
import type { Lanes } from "./lanes";
import type { SiteRef } from "../../../sources/contract/siteRef";

/**
 * Decides about files that are there: `skip` leaves those that hold the same bytes, and replaces the rest; `overwrite`
 * replaces all; `keepBoth` replaces none, and numbers the new ones: "model (2).bin". `add` is for when nothing was there to
 * ask about: what has appeared since is left alone, and numbered around unless it holds the same bytes.
 */
export type ExistingFiles = "skip" | "overwrite" | "keepBoth" | "add";

export interface FileProgress {
  /** Bytes of the file that are there; falls when it has to start over. */
  readonly position: number;
  /** Bytes that came over the network just now. */
  readonly received: number;
  /** Bytes of the whole file, when known. */
  readonly size?: number;
}

export interface DownloadContext {
  readonly files: SourceFiles;
  readonly origin: SiteRef;
  readonly target: DownloadTarget;
  readonly existing: ExistingFiles;
  readonly signal: AbortSignal;
  readonly lanes: Lanes;
  readonly onProgress: (progress: FileProgress) => void;
  /** Told each time that the service had to be asked again. */
  readonly onRetry: () => void;
}

/** The download of one file: what it takes from the first request to the final name. */
export interface PartContext extends DownloadContext {
  readonly item: DownloadItem;
  readonly part: PartName;
}

export interface FileOutcome {
  readonly state: "downloaded" | "skipped";
  /** Where the file lies now. */
  readonly path: LocalPath;
  readonly size: number;
  /** True when its bytes have the checksum that the service gives. */
  readonly isVerified: boolean;
}
