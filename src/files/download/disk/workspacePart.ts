import { readFile, stat } from "node:fs/promises";
import type { Uri } from "vscode";
import { FileSystemError, Uri as Uris, workspace } from "vscode";
import { DiskError } from "./diskError";
import type { PartWriter } from "./downloadTarget";
import type { LocalPath } from "./localNames";
import { asDiskErrors, workspaceErrorOf } from "./workspaceError";
import { removeWhileInUse } from "./retryWhileInUse";

/** VS Code has to read a file in one piece to compare it. */
const LARGEST_COMPARED = 32 * 1024 * 1024;

interface WorkspacePartOptions {
  /** The part on the local disk. */
  readonly local: PartWriter;
  readonly file: Uri;
  readonly locate: (path: LocalPath) => Uri;
  /** The file's name in the folder until it is whole there. */
  readonly temporaryName: (name: string) => string;
}

/** A part on the local disk of a file that goes to a folder elsewhere. */
export class WorkspacePart implements PartWriter {
  readonly #options: WorkspacePartOptions;

  constructor(options: WorkspacePartOptions) {
    this.#options = options;
  }

  async write(chunk: Uint8Array): Promise<void> {
    await this.#options.local.write(chunk);
  }

  async equals(path: LocalPath): Promise<boolean> {
    const { file, locate } = this.#options;
    const final = locate(path);
    // Closing waits for what is still on its way to the disk.
    await this.close();
    const { size } = await asDiskErrors(() => workspace.fs.stat(final));
    if (size > LARGEST_COMPARED || size !== (await stat(file.fsPath)).size) {
      return false;
    }
    const there = await asDiskErrors(() => workspace.fs.readFile(final));
    return Buffer.compare(there, await readFile(file.fsPath)) === 0;
  }

  async sync(): Promise<void> {
    await this.#options.local.sync();
  }

  async close(): Promise<void> {
    await this.#options.local.close();
  }

  async publish(path: LocalPath, { size, isReplacing }: { size: number; isReplacing: boolean }): Promise<boolean> {
    const { file, locate, temporaryName } = this.#options;
    const final = locate(path);
    if (!isReplacing && (await isThere(final))) {
      return false;
    }
    await this.#options.local.close();
    // A file that a killed process has left under this name is replaced by the next try.
    const temporary = Uris.joinPath(final, "..", temporaryName(path.at(-1) ?? ""));
    try {
      await asDiskErrors(() => workspace.fs.copy(file, temporary, { overwrite: true }));
      await checkSize(temporary, size);
      if (!(await isRenamed(temporary, final, isReplacing))) {
        return false;
      }
    } catch (error) {
      await remove(temporary);
      throw error;
    }
    // The file has come: what is left of the part is written over by the next one.
    await removeWhileInUse(file.fsPath).catch(() => undefined);
    return true;
  }
}

async function checkSize(uri: Uri, size: number): Promise<void> {
  const written = await asDiskErrors(() => workspace.fs.stat(uri));
  if (written.size !== size) {
    throw new DiskError("failed", `the folder's file system kept ${written.size} of ${size} bytes`);
  }
}

async function isRenamed(from: Uri, to: Uri, isReplacing: boolean): Promise<boolean> {
  try {
    await workspace.fs.rename(from, to, { overwrite: isReplacing });
    return true;
  } catch (error) {
    if (!isReplacing && error instanceof FileSystemError && error.code === "FileExists") {
      await remove(from);
      return false;
    }
    throw workspaceErrorOf(error);
  }
}

async function isThere(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function remove(uri: Uri): Promise<void> {
  try {
    await workspace.fs.delete(uri, { useTrash: false });
  } catch {
    // It was never written, or the file system has failed altogether.
  }
}
