import { WordedError } from "../../../http/wordedError";

export type DiskErrorKind =
  | "full" // no space, or a quota used up
  | "forbidden" // no permission, or a disk that can only be read
  | "inTheWay" // something else has the name
  | "link" // a symbolic link, which may lead out of the chosen folder
  | "badName" // a name that the disk does not take
  | "failed"; // anything else

/** A failure of the disk that is written to. `message` is the reason alone, as an ApiError's is. */
export class DiskError extends WordedError {
  override readonly name = "DiskError";
  readonly kind: DiskErrorKind;

  constructor(kind: DiskErrorKind, reason: string, cause?: unknown) {
    super(reason, { cause });
    this.kind = kind;
  }
}

const REASONS: Readonly<Record<string, readonly [DiskErrorKind, string]>> = {
  ENOSPC: ["full", "the disk is full"],
  EDQUOT: ["full", "the disk quota is used up"],
  EFBIG: ["full", "the disk takes no files as large as this"],
  EACCES: ["forbidden", "there is no permission to write there"],
  EPERM: ["forbidden", "there is no permission to write there, or the file is in use"],
  EBUSY: ["forbidden", "the file is in use"],
  EROFS: ["forbidden", "the disk can only be read"],
  EEXIST: ["inTheWay", "something with that name is there already"],
  EISDIR: ["inTheWay", "a directory with that name is there already"],
  ENOTDIR: ["inTheWay", "a file has the name of a directory on the way"],
  ELOOP: ["link", "a symbolic link is in the way"],
  ENAMETOOLONG: ["badName", "the path is too long for the disk"],
  EINVAL: ["badName", "the disk does not take the name"],
  EILSEQ: ["badName", "the disk does not take the name"],
  ENOENT: ["failed", "the folder is no longer there"],
  EMFILE: ["failed", "too many files are open"],
  EIO: ["failed", "the disk could not write"],
};

/** Turns an error of Node's file functions into one with a reason; others stay as they are. */
export function diskErrorOf(error: unknown): unknown {
  const code = diskErrorCode(error);
  if (code === undefined) {
    return error;
  }
  const [kind, reason] = REASONS[code] ?? ["failed", `the disk refused (${code})`];
  return new DiskError(kind, reason, error);
}

export function diskErrorCode(error: unknown): string | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}
