import { ApiError } from "../../http/apiError";
import { formatBytes } from "../../text/formatNumbers";

/** How much of a file is opened when the whole is too much for an editor. */
export const FIRST_BYTES = 1_000_000;
/** The ways on with a file that is too large, as buttons. */
export const DOWNLOAD = "Download…";
export const OPEN_FIRST_BYTES = "Open the First 1 MB";

/** A file of more bytes than are read into an editor. */
export class FileTooLarge extends ApiError {
  constructor(limit: number) {
    super("badRequest", `the file is larger than ${formatBytes(limit)} (setting mlArtifacts.files.maxSize)`);
  }
}
