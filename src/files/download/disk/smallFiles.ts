import { randomBytes } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { lstat, readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { DiskError, diskErrorOf } from "./diskError";
import type { SmallFiles } from "./downloadTarget";
import type { FileCalls } from "./fileCalls";
import { FastCalls, isNearDisk } from "./fileCalls";
import { giveName } from "./giveName";
import { SILENT_MS } from "./heartbeat";
import type { LocalPath } from "./localNames";
import { refuseLink } from "./ownFile";
import type { PartName } from "./partName";
import { partFileName } from "./partName";
import { readAt, withFile } from "./sameBytes";
import { isSafeName } from "../../../text/safeName";

/** The name of a small file while it is written, which no other download uses. */
const TEMPORARY = /\.[\da-f]{12}\.[\da-f]{8}\.mlpart$/;

/** A directory that this download has made. Links are looked for with each file. */
interface Prepared {
  /** Names of the parts that were there. */
  readonly parts: ReadonlySet<string>;
  readonly isNear: boolean;
}

interface SmallFile {
  readonly bytes: Uint8Array;
  readonly isReplacing: boolean;
}

/**
 * Small files of a folder on a local disk. They are not synced, as that would take longer than all else: a kill leaves the whole
 * file or nothing under its name, and what a loss of power cuts short is found by its size when the download is continued.
 */
export class NodeSmallFiles implements SmallFiles {
  readonly #folder: string;
  readonly #makeDirectory: (path: LocalPath) => Promise<void>;
  readonly #prepared = new Map<string, Promise<Prepared>>();
  readonly #calls = new FastCalls();
  /** In the temporary names of this download, which another one does not use. */
  readonly #mark = randomBytes(6).toString("hex");
  #written = 0;

  constructor(folder: string, makeDirectory: (path: LocalPath) => Promise<void>) {
    this.#folder = folder;
    this.#makeDirectory = makeDirectory;
  }

  async prepare(part: PartName): Promise<boolean> {
    const { parts } = await this.#prepare(part.path.slice(0, -1));
    return parts.size === 0 || !parts.has(partFileName(part.path.at(-1) ?? "", part.mark));
  }

  async write(path: LocalPath, file: SmallFile): Promise<boolean> {
    this.#written += 1;
    const mark = `${this.#mark}.${this.#written.toString(16).padStart(8, "0")}`;
    return await this.#at(path, (final, calls) => writeWhole(final, { ...file, mark }, calls));
  }

  async holds(path: LocalPath, bytes: Uint8Array): Promise<boolean> {
    return await this.#at(path, async (file, calls) => {
      const found = await calls.look(file);
      const isAlike = found?.isFile() === true && found.size === bytes.length;
      return isAlike && (bytes.length === 0 || (await withFile(file, (handle) => hasBytes(handle, bytes))));
    });
  }

  async #prepare(above: LocalPath): Promise<Prepared> {
    const key = above.join("/");
    const preparing = this.#prepared.get(key) ?? this.#lookInto(above);
    this.#prepared.set(key, preparing);
    try {
      return await preparing;
    } catch (error) {
      this.#prepared.delete(key);
      throw diskErrorOf(error);
    }
  }

  async #lookInto(above: LocalPath): Promise<Prepared> {
    await this.#makeDirectory(above);
    const directory = join(this.#folder, ...above);
    return { parts: await partsIn(directory), isNear: await isNearDisk(directory) };
  }

  async #at<T>(path: LocalPath, work: (file: string, calls: FileCalls) => Promise<T>): Promise<T> {
    const { isNear } = await this.#prepare(path.slice(0, -1));
    try {
      return await this.#calls.run(isNear, async (calls) => work(await this.#locate(path, calls), calls));
    } catch (error) {
      throw diskErrorOf(error);
    }
  }

  async #locate(path: LocalPath, calls: FileCalls): Promise<string> {
    if (!path.every(isSafeName)) {
      throw new DiskError("badName", "the name is not safe on a disk");
    }
    for (let depth = 1; depth < path.length; depth += 1) {
      refuseLink(await calls.look(join(this.#folder, ...path.slice(0, depth))));
    }
    return join(this.#folder, ...path);
  }
}

/** Writes a file in one go, whole or not at all. False when its name is taken and nothing may be replaced. */
async function writeWhole(
  final: string,
  { bytes, mark, isReplacing }: SmallFile & { readonly mark: string },
  calls: FileCalls,
): Promise<boolean> {
  const temporary = join(dirname(final), partFileName(basename(final), mark));
  let isNamed = false;
  try {
    await calls.writeNew(temporary, bytes);
    isNamed = await giveName(temporary, final, isReplacing, calls);
    return isNamed;
  } finally {
    if (!isNamed) {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }
}

/** The names of parts in a directory. Removes what processes left that were killed while they wrote a small file. */
async function partsIn(directory: string): Promise<ReadonlySet<string>> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(".mlpart"));
  const old = names.filter((name) => TEMPORARY.test(name)).map((name) => join(directory, name));
  await Promise.all(old.map(removeIfOld));
  return new Set(names);
}

async function hasBytes(handle: FileHandle, bytes: Uint8Array): Promise<boolean> {
  return (await readAt(handle, 0, bytes.length + 1)).equals(bytes);
}

async function removeIfOld(file: string): Promise<void> {
  try {
    const found = await lstat(file);
    if (Date.now() - found.mtimeMs > SILENT_MS) {
      await rm(file, { force: true });
    }
  } catch {
    // Another download has removed it.
  }
}
