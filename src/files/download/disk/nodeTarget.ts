import type { Stats } from "node:fs";
import { lstat, mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { DiskError, diskErrorOf } from "./diskError";
import type { Claim, DownloadTarget, PartWriter, SmallFiles, TargetFacts } from "./downloadTarget";
import { LATER } from "./fileCalls";
import type { LocalPath } from "./localNames";
import { isSafeName } from "../../../text/safeName";
import { NodePart } from "./nodePart";
import { PartLock } from "./partLock";
import { isOwn, refuseLink } from "./ownFile";
import type { PartName } from "./partName";
import { partFileName } from "./partName";
import { readAt, readSmallText, withFile } from "./sameBytes";
import { NodeSmallFiles } from "./smallFiles";
import { renameWhileInUse, removeWhileInUse } from "./retryWhileInUse";

/** Notes are some hundred bytes long: what is longer is none. */
const LONGEST_NOTE = 64 * 1024;

/** A folder on a local disk. Nothing below it is written through a symbolic link. */
export class NodeTarget implements DownloadTarget {
  readonly #folder: string;
  readonly #small: NodeSmallFiles;
  /** @param folder Absolute; may itself be a link, since a person chose it. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#small = new NodeSmallFiles(folder, (path) => this.makeDirectory(path));
  }

  get small(): SmallFiles {
    return this.#small;
  }

  async stat(path: LocalPath): Promise<TargetFacts | undefined> {
    return await this.#at(path, async (file) => {
      const found = await LATER.look(file);
      return found && { kind: kindOf(found), size: found.size, modifiedAt: found.mtimeMs };
    });
  }

  async makeDirectory(path: LocalPath): Promise<void> {
    await this.#at([], (folder) => mkdir(folder, { recursive: true }));
    for (let depth = 1; depth <= path.length; depth += 1) {
      await this.#at(path.slice(0, depth), makeOne);
    }
  }

  async claimPart(part: PartName): Promise<Claim> {
    return await this.#atPart(part, async (file) => {
      const claim = await PartLock.take(`${file}.lock`);
      if (claim === undefined) {
        throw new DiskError("inTheWay", "it is being downloaded already");
      }
      return claim;
    });
  }

  async readPart(part: PartName, start: number, length: number): Promise<Uint8Array> {
    return await this.#atPart(part, (file) => withFile(file, (handle) => readAt(handle, start, length)));
  }

  async partSize(part: PartName): Promise<number | undefined> {
    return await this.#atPart(part, async (file) => {
      const found = await LATER.look(file);
      return found?.isFile() === true && isOwn(found) ? found.size : undefined;
    });
  }

  async hasSecondName(part: PartName): Promise<boolean> {
    return await this.#atPart(part, async (file) => {
      const found = await LATER.look(file);
      return found?.isFile() === true && found.nlink > 1;
    });
  }

  async isNamed(part: PartName, path: LocalPath): Promise<boolean> {
    return await this.#atPart(part, async (file) => isOneFile(file, await this.#locate(path)));
  }

  async openPart(part: PartName, offset: number): Promise<PartWriter> {
    return await this.#atPart(part, async (file) => {
      refuseLink(await LATER.look(file));
      return await NodePart.open({ file, offset, locate: (final) => this.#locate(final) });
    });
  }

  async readNote(part: PartName): Promise<string | undefined> {
    return await this.#atPart(part, (file) => readSmallText(noteOf(file), LONGEST_NOTE));
  }

  async writeNote(part: PartName, text: string): Promise<void> {
    await this.#atPart(part, async (file) => {
      const fresh = `${noteOf(file)}.new`;
      await removeWhileInUse(fresh);
      try {
        await writeFile(fresh, text, { flag: "wx", mode: 0o600 });
        await renameWhileInUse(fresh, noteOf(file));
      } catch (error) {
        // A full disk takes the name, but not the text.
        await removeWhileInUse(fresh).catch(() => undefined);
        throw error;
      }
    });
  }

  async removePart(part: PartName): Promise<void> {
    await this.#atPart(part, (file) => removeWhileInUse(file));
  }

  async removeNote(part: PartName): Promise<void> {
    await this.#atPart(part, (file) => removeWhileInUse(noteOf(file)));
  }

  /** Where a part lies, absolute. */
  async locatePart(part: PartName): Promise<string> {
    return await this.#atPart(part, (file) => Promise.resolve(file));
  }

  async #atPart<T>({ path, mark }: PartName, work: (file: string) => Promise<T>): Promise<T> {
    return await this.#at(path, (file) => work(join(dirname(file), partFileName(basename(file), mark))));
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
      refuseLink(await LATER.look(join(this.#folder, ...path.slice(0, depth))));
    }
    return join(this.#folder, ...path);
  }
}

function noteOf(part: string): string {
  return `${part}.json`;
}

async function makeOne(directory: string): Promise<void> {
  try {
    await mkdir(directory);
  } catch (error) {
    const found = await LATER.look(directory);
    if (found === undefined) {
      throw error;
    }
    refuseLink(found);
    if (!found.isDirectory()) {
      throw new DiskError("inTheWay", "a file has the name of a directory on the way", error);
    }
  }
}

/** Numbers of files are larger than a double holds. */
async function isOneFile(one: string, other: string): Promise<boolean> {
  const [left, right] = [await lstat(one, { bigint: true }), await lstat(other, { bigint: true })];
  return left.ino === right.ino && left.dev === right.dev;
}

function kindOf(found: Stats): TargetFacts["kind"] {
  if (found.isFile()) {
    return "file";
  }
  return found.isDirectory() ? "directory" : "other";
}
