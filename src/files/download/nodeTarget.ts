import type { Stats } from "node:fs";
import { lstat, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { DiskError, diskErrorCode, diskErrorOf } from "./diskError";
import type { Claim, DownloadTarget, PartWriter, TargetFacts } from "./downloadTarget";
import type { LocalPath } from "./localNames";
import { isSafeName } from "./localNames";
import { NodePart } from "./nodePart";
import { PartClaim } from "./partClaim";
import { readAt, withFile } from "./sameBytes";
import { stubbornRename } from "./stubbornRename";

/** Notes are some hundred bytes long: what is longer is none. */
const LONGEST_NOTE = 64 * 1024;

/** A folder on a local disk. Nothing below it is written through a symbolic link. */
export class NodeTarget implements DownloadTarget {
  readonly #folder: string;

  /** @param folder Absolute; may itself be a link, since a person chose it. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async stat(path: LocalPath): Promise<TargetFacts | undefined> {
    return await this.#at(path, async (file) => {
      const found = await lookAt(file);
      return found && { kind: kindOf(found), size: found.size, modifiedAt: found.mtimeMs };
    });
  }

  async makeDirectory(path: LocalPath): Promise<void> {
    await this.#at([], (folder) => mkdir(folder, { recursive: true }));
    for (let depth = 1; depth <= path.length; depth += 1) {
      await this.#at(path.slice(0, depth), makeOne);
    }
  }

  async claimPart(path: LocalPath): Promise<Claim> {
    return await this.#at(path, async (file) => {
      const claim = await PartClaim.take(`${partOf(file)}.lock`);
      if (claim === undefined) {
        throw new DiskError("inTheWay", "it is being downloaded already");
      }
      return claim;
    });
  }

  async readPart(path: LocalPath, start: number, length: number): Promise<Uint8Array> {
    return await this.#at(path, (file) => withFile(partOf(file), (handle) => readAt(handle, start, length)));
  }

  async partSize(path: LocalPath): Promise<number | undefined> {
    return await this.#at(path, async (file) => {
      const found = await lookAt(partOf(file));
      return found?.isFile() === true ? found.size : undefined;
    });
  }

  async openPart(path: LocalPath, offset: number): Promise<PartWriter> {
    return await this.#at(path, async (file) => {
      await refuseLink(partOf(file));
      return await NodePart.open({ file: partOf(file), offset, locate: (final) => this.#locate(final) });
    });
  }

  async readNote(path: LocalPath): Promise<string | undefined> {
    return await this.#at(path, async (file) => {
      const found = await lookAt(noteOf(file));
      return found?.isFile() === true && found.size <= LONGEST_NOTE ? await readFile(noteOf(file), "utf8") : undefined;
    });
  }

  async writeNote(path: LocalPath, text: string): Promise<void> {
    await this.#at(path, async (file) => {
      const fresh = `${noteOf(file)}.new`;
      await rm(fresh, { force: true });
      const handle = await open(fresh, "wx");
      await handle.writeFile(text).finally(() => handle.close());
      await stubbornRename(fresh, noteOf(file));
    });
  }

  async removePart(path: LocalPath): Promise<void> {
    await this.#at(path, (file) => rm(partOf(file), { force: true }));
  }

  async removeNote(path: LocalPath): Promise<void> {
    await this.#at(path, (file) => rm(noteOf(file), { force: true }));
  }

  /** Where the part of a path lies, absolute. */
  async locatePart(path: LocalPath): Promise<string> {
    return await this.#at(path, (file) => Promise.resolve(partOf(file)));
  }

  async #at<T>(path: LocalPath, work: (file: string) => Promise<T>): Promise<T> {
    try {
      return await work(await this.#locate(path));
    } catch (error) {
      throw diskErrorOf(error);
    }
  }

  async #locate(path: LocalPath): Promise<string> {
    if (!path.every(isSafeName)) {
      throw new DiskError("badName", "the name is not safe on a disk");
    }
    for (let depth = 1; depth < path.length; depth += 1) {
      await refuseLink(join(this.#folder, ...path.slice(0, depth)));
    }
    return join(this.#folder, ...path);
  }
}

function partOf(file: string): string {
  return file.replace(/[^/\\]+$/, (name) => `.${name}.mlpart`);
}

function noteOf(file: string): string {
  return `${partOf(file)}.json`;
}

async function makeOne(directory: string): Promise<void> {
  try {
    await mkdir(directory);
  } catch (error) {
    const found = await lookAt(directory);
    if (found === undefined) {
      throw error;
    }
    await refuseLink(directory);
    if (!found.isDirectory()) {
      throw new DiskError("inTheWay", "a file has the name of a directory on the way", error);
    }
  }
}

async function refuseLink(file: string): Promise<void> {
  if ((await lookAt(file))?.isSymbolicLink() === true) {
    throw new DiskError("link", "a symbolic link in the folder is in the way, and may lead out of it");
  }
}

async function lookAt(file: string): Promise<Stats | undefined> {
  try {
    return await lstat(file);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(diskErrorCode(error) ?? "")) {
      return undefined;
    }
    throw error;
  }
}

function kindOf(found: Stats): TargetFacts["kind"] {
  if (found.isFile()) {
    return "file";
  }
  return found.isDirectory() ? "directory" : "other";
}
