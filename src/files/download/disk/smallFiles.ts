import { randomBytes } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { lstat, readdir, rm } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
import { DiskError, diskErrorOf } from "./diskError";
import type { SmallFiles } from "./downloadTarget";
import type { CallsAtOnce, FileCalls } from "./fileCalls";
import { FastCalls, isNearDisk } from "./fileCalls";
import { giveName, giveNameAtOnce, removeAtOnce } from "./giveName";
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
  readonly folder: string;
  /** Itself, below the directories that lead to it from the chosen folder. */
  readonly below: readonly string[];
}

interface SmallFile {
  readonly bytes: Uint8Array;
  readonly isReplacing: boolean;
}

interface MarkedFile extends SmallFile {
  readonly mark: string;
}

/**
 * Small files of a folder on a local disk. They are not synced, as that would take longer than all else: a kill leaves the whole
 * file or nothing under its name, and what a loss of power cuts short is found by its size when the download is continued.
 */
export class NodeSmallFiles implements SmallFiles {
  readonly #folder: string;
  readonly #makeDirectory: (path: LocalPath) => Promise<void>;
  readonly #preparing = new Map<string, Promise<Prepared>>();
  readonly #prepared = new Map<string, Prepared>();
  readonly #calls = new FastCalls();
  /** In the temporary names of this download, which another one does not use. */
  readonly #mark = randomBytes(6).toString("hex");
  #written = 0;

  constructor(folder: string, makeDirectory: (path: LocalPath) => Promise<void>) {
    this.#folder = folder;
    this.#makeDirectory = makeDirectory;
  }

  async prepare(part: PartName): Promise<boolean> {
    const { parts } = this.#preparedFor(part.path) ?? (await this.#prepare(part.path));
    return parts.size === 0 || !parts.has(partFileName(part.path.at(-1) ?? "", part.mark));
  }

  async write(path: LocalPath, file: SmallFile): Promise<boolean> {
    this.#written += 1;
    const mark = `${this.#mark}.${this.#written.toString(16).padStart(8, "0")}`;
    const marked = { bytes: file.bytes, isReplacing: file.isReplacing, mark };
    const isWritten = this.#writeAtOnce(path, marked);
    return isWritten ?? (await this.#at(path, (final, calls) => writeWhole(final, marked, calls)));
  }

  /** Undefined when it is to be written in threads. */
  #writeAtOnce(path: LocalPath, file: MarkedFile): boolean | undefined {
    const prepared = this.#preparedFor(path);
    try {
      return (
        prepared &&
        this.#calls.atOnce(prepared.isNear, (calls) =>
          writeAtOnce(prepared, { ...file, name: path.at(-1) ?? "" }, calls),
        )
      );
    } catch (error) {
      throw diskErrorOf(error);
    }
  }

  async holds(path: LocalPath, bytes: Uint8Array): Promise<boolean> {
    return await this.#at(path, async (file, calls) => {
      const found = await calls.look(file);
      const isAlike = found?.isFile() === true && found.size === bytes.length;
      return isAlike && (bytes.length === 0 || (await withFile(file, (handle) => hasBytes(handle, bytes))));
    });
  }

  #preparedFor(path: LocalPath): Prepared | undefined {
    return this.#prepared.get(directoryKey(path));
  }

  async #prepare(path: LocalPath): Promise<Prepared> {
    const key = directoryKey(path);
    const preparing = this.#preparing.get(key) ?? this.#lookInto(path.slice(0, -1));
    this.#preparing.set(key, preparing);
    try {
      const prepared = await preparing;
      this.#prepared.set(key, prepared);
      return prepared;
    } catch (error) {
      this.#preparing.delete(key);
      throw diskErrorOf(error);
    }
  }

  async #lookInto(above: LocalPath): Promise<Prepared> {
    await this.#makeDirectory(above);
    const below = above.map((_, index) => join(this.#folder, ...above.slice(0, index + 1)));
    const folder = below.at(-1) ?? this.#folder;
    return { parts: await partsIn(folder), isNear: await isNearDisk(folder), folder, below };
  }

  async #at<T>(path: LocalPath, work: (file: string, calls: FileCalls) => Promise<T>): Promise<T> {
    const { isNear } = this.#preparedFor(path) ?? (await this.#prepare(path));
    try {
      return await this.#calls.run(isNear, async (calls) => work(await this.#locate(path, calls), calls));
    } catch (error) {
      throw diskErrorOf(error);
    }
  }

  async #locate(path: LocalPath, calls: FileCalls): Promise<string> {
    path.forEach(refuseUnsafe);
    for (let depth = 1; depth < path.length; depth += 1) {
      refuseLink(await calls.look(join(this.#folder, ...path.slice(0, depth))));
    }
    return join(this.#folder, ...path);
  }
}

function directoryKey(path: LocalPath): string {
  let key = "";
  for (let depth = 0; depth < path.length - 1; depth += 1) {
    key += `${path[depth] ?? ""}/`;
  }
  return key;
}

/** As `writeWhole`. The names of the directories were checked when they were made. Undefined when it takes a thread. */
function writeAtOnce(
  { folder, below }: Prepared,
  { name, bytes, mark, isReplacing }: MarkedFile & { readonly name: string },
  calls: CallsAtOnce,
): boolean | undefined {
  refuseUnsafe(name);
  for (const directory of below) {
    refuseLink(calls.look(directory));
  }
  const temporary = `${folder}${sep}${partFileName(name, mark)}`;
  let isNamed: boolean | undefined;
  try {
    calls.writeNew(temporary, bytes);
    isNamed = giveNameAtOnce(temporary, `${folder}${sep}${name}`, { isReplacing, calls });
    return isNamed;
  } finally {
    if (isNamed !== true) {
      removeAtOnce(temporary, calls);
    }
  }
}

function refuseUnsafe(name: string): void {
  if (!isSafeName(name)) {
    throw new DiskError("badName", "the name is not safe on a disk");
  }
}

/** Writes a file in one go, whole or not at all. False when its name is taken and nothing may be replaced. */
async function writeWhole(final: string, { bytes, mark, isReplacing }: MarkedFile, calls: FileCalls): Promise<boolean> {
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
