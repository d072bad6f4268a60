import { FileSystemError } from "vscode";
import type { DiskErrorKind } from "./diskError";
import { DiskError } from "./diskError";

const REASONS: Readonly<Record<string, readonly [DiskErrorKind, string]>> = {
  NoPermissions: ["forbidden", "there is no permission to write there"],
  FileExists: ["inTheWay", "something with that name is there already"],
  FileIsADirectory: ["inTheWay", "a directory with that name is there already"],
  FileNotADirectory: ["inTheWay", "a file has the name of a directory on the way"],
  FileNotFound: ["failed", "the folder is no longer there"],
};

export async function asDiskErrors<T>(work: () => Thenable<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw workspaceErrorOf(error);
  }
}

/** Turns an error of VS Code's file functions into one with a reason; others stay as they are. */
export function workspaceErrorOf(error: unknown): unknown {
  if (!(error instanceof FileSystemError)) {
    return error;
  }
  const [kind, reason] = REASONS[error.code] ?? ["failed", "the folder's file system failed"];
  return new DiskError(kind, reason, error);
}
