import { createHash } from "node:crypto";
import type { FileStat } from "vscode";
import { FileSystemError, FileType, Uri, workspace } from "vscode";
import { DiskError } from "./diskError";
import type { Claim, DownloadTarget, PartWriter, TargetFacts } from "./downloadTarget";
import type { LocalPath } from "./localNames";
import { isSafeName } from "../../../text/safeName";
import { NodeTarget } from "./nodeTarget";
import type { PartName } from "./partName";
import { partFileName } from "./partName";
import { asDiskErrors } from "./workspaceError";
import { WorkspacePart } from "./workspacePart";

/** VS Code copies a file in pieces between the disks it knows itself; an extension's file system takes it whole, in memory. */
const STREAMED = new Set(["vscode-remote", "vscode-userdata"]);
const LARGEST_WHOLE = 1_000_000_000;

/**
 * A folder that only VS Code can write to: one of the other machine, or of another extension. It knows no appending, so what is
 * under way is kept on the local disk, to be continued as ever, and a whole file is copied there under a temporary name.
 */
export class WorkspaceTarget implements DownloadTarget {
  readonly largestFile?: number;
  readonly #folder: Uri;
  /** One folder deep, whatever the paths are. */
  readonly #parts: NodeTarget;
  readonly #hasParts: Promise<void>;

  /** @param storage An absolute path on the local disk, for parts. */
  constructor(folder: Uri, storage: string) {
    this.#folder = folder;
    this.#parts = new NodeTarget(storage);
    this.#hasParts = this.#parts.makeDirectory([]);
    this.#hasParts.catch(() => undefined);
    if (!STREAMED.has(folder.scheme)) {
      this.largestFile = LARGEST_WHOLE;
    }
  }

  async stat(path: LocalPath): Promise<TargetFacts | undefined> {
    const found = await this.#look(path);
    return found && { kind: kindOf(found), size: found.size, modifiedAt: found.mtime };
  }

  async makeDirectory(path: LocalPath): Promise<void> {
    for (let depth = 1; depth <= path.length; depth += 1) {
      const found = await this.#look(path.slice(0, depth));
      if (found === undefined) {
        await asDiskErrors(() => workspace.fs.createDirectory(this.#uri(path.slice(0, depth))));
      } else {
        refuseOther(found);
      }
    }
  }

  async claimPart(part: PartName): Promise<Claim> {
    await this.#hasParts;
    return await this.#parts.claimPart(this.#localPart(part));
  }

  async readPart(part: PartName, start: number, length: number): Promise<Uint8Array> {
    return await this.#parts.readPart(this.#localPart(part), start, length);
  }

  async partSize(part: PartName): Promise<number | undefined> {
    return await this.#parts.partSize(this.#localPart(part));
  }

  async hasSecondName(part: PartName): Promise<boolean> {
    return await this.#parts.hasSecondName(this.#localPart(part));
  }

  /** Never: files are copied to the folder. */
  isNamed(): Promise<boolean> {
    return Promise.resolve(false);
  }

  async openPart(part: PartName, offset: number): Promise<PartWriter> {
    const local = await this.#parts.openPart(this.#localPart(part), offset);
    const file = Uri.file(await this.#parts.locatePart(this.#localPart(part)));
    const temporaryName = (name: string): string => partFileName(name, part.mark);
    return new WorkspacePart({ local, file, locate: (final) => this.#uri(final), temporaryName });
  }

  async readNote(part: PartName): Promise<string | undefined> {
    return await this.#parts.readNote(this.#localPart(part));
  }

  async writeNote(part: PartName, text: string): Promise<void> {
    await this.#parts.writeNote(this.#localPart(part), text);
  }

  async removePart(part: PartName): Promise<void> {
    await this.#parts.removePart(this.#localPart(part));
  }

  async removeNote(part: PartName): Promise<void> {
    await this.#parts.removeNote(this.#localPart(part));
  }

  /** Parts of all folders lie side by side. */
  #localPart({ path, mark }: PartName): PartName {
    const name = [this.#folder.toString(), ...path].join("\n");
    return { path: [createHash("sha256").update(name).digest("hex").slice(0, 40)], mark };
  }

  #uri(path: LocalPath): Uri {
    if (!path.every(isSafeName)) {
      throw new DiskError("badName", "the name is not safe on a disk");
    }
    return Uri.joinPath(this.#folder, ...path);
  }

  async #look(path: LocalPath): Promise<FileStat | undefined> {
    try {
      return await asDiskErrors(() => workspace.fs.stat(this.#uri(path)));
    } catch (error) {
      if (error instanceof DiskError && error.cause instanceof FileSystemError && isAbsent(error.cause)) {
        return undefined;
      }
      throw error;
    }
  }
}

function isAbsent({ code }: FileSystemError): boolean {
  return code === "FileNotFound" || code === "FileNotADirectory";
}

function refuseOther(found: FileStat): void {
  if ((found.type & FileType.SymbolicLink) !== 0) {
    throw new DiskError("link", "a symbolic link in the folder is in the way, and may lead out of it");
  }
  if ((found.type & FileType.Directory) === 0) {
    throw new DiskError("inTheWay", "a file has the name of a directory on the way");
  }
}

function kindOf({ type }: FileStat): TargetFacts["kind"] {
  switch (type) {
    case FileType.File:
      return "file";
    case FileType.Directory:
      return "directory";
    default:
      return "other";
  }
}
