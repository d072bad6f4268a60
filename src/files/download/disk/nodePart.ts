import type { Stats } from "node:fs";
import { constants } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { lstat, open } from "node:fs/promises";
import { DiskError, diskErrorOf } from "./diskError";
import type { PartWriter } from "./downloadTarget";
import type { LocalPath } from "./localNames";
import { AppendQueue } from "./appendQueue";
import { isOwn } from "./ownFile";
import { hasSameBytes } from "./sameBytes";
import { giveName } from "./giveName";
import { removeWhileInUse } from "./retryWhileInUse";

const IS_APPENDING = "O_NOFOLLOW" in constants;

/** Windows syncs what may be written alone. */
const SYNCING = constants.O_RDWR | (IS_APPENDING ? constants.O_NOFOLLOW | constants.O_NONBLOCK : 0);

interface NodePartOptions {
  /** Absolute. */
  readonly file: string;
  readonly offset: number;
  /** The absolute path of a final name, checked. */
  readonly locate: (path: LocalPath) => Promise<string>;
}

/** A part on a local disk. */
export class NodePart implements PartWriter {
  readonly #handle: FileHandle;
  readonly #options: NodePartOptions;
  readonly #queue = new AppendQueue((pieces) => this.#append(pieces));
  /** Of its own, so that closing the other one waits for no sync. */
  #syncHandle: Promise<FileHandle> | undefined;
  #position: number;
  #isClosed = false;

  private constructor(handle: FileHandle, options: NodePartOptions) {
    this.#handle = handle;
    this.#options = options;
    this.#position = options.offset;
  }

  static async open(options: NodePartOptions): Promise<NodePart> {
    const { file, offset } = options;
    if (offset === 0) {
      await removeWhileInUse(file);
    }
    const handle = await open(file, offset === 0 ? flags(constants.O_CREAT | constants.O_EXCL) : flags(0), 0o666);
    try {
      if (offset === 0) {
        await closeToOthers(handle);
      } else {
        refuseOther(await handle.stat(), offset);
        await handle.truncate(offset);
      }
    } catch (error) {
      await handle.close();
      throw error;
    }
    return new NodePart(handle, options);
  }

  async write(chunk: Uint8Array): Promise<void> {
    await asDiskErrors(() => this.#queue.add(chunk));
  }

  async #append(pieces: readonly Uint8Array[]): Promise<void> {
    for (let rest = pieces; rest.length > 0;) {
      const { bytesWritten } = await this.#handle.writev(rest, IS_APPENDING ? undefined : this.#position);
      this.#position += bytesWritten;
      rest = behind(rest, bytesWritten);
    }
  }

  async equals(path: LocalPath): Promise<boolean> {
    const { file, locate } = this.#options;
    return await asDiskErrors(async () => {
      await this.#queue.flush();
      return await hasSameBytes(file, await locate(path));
    });
  }

  async sync(): Promise<void> {
    await asDiskErrors(async () => {
      await this.#queue.flush();
      this.#syncHandle ??= open(this.#options.file, SYNCING);
      await (await this.#syncHandle).datasync();
    });
  }

  async close(): Promise<void> {
    if (!this.#isClosed) {
      this.#isClosed = true;
      // A handle closes itself once what it is doing is done.
      void this.#syncHandle?.then((handle) => handle.close()).catch(() => undefined);
      await this.#queue.settle();
      await asDiskErrors(() => this.#handle.close());
    }
  }

  async publish(path: LocalPath, { size, isReplacing }: { size: number; isReplacing: boolean }): Promise<boolean> {
    const { file, locate } = this.#options;
    return await asDiskErrors(async () => {
      const final = await locate(path);
      if (!this.#isClosed) {
        await this.#closeWhole(size);
      }
      const isNamed = await giveName(file, final, isReplacing);
      if (isNamed) {
        void syncNamed(final).catch(() => undefined);
      }
      return isNamed;
    });
  }

  async #closeWhole(size: number): Promise<void> {
    await this.#queue.flush();
    const written = await this.#handle.stat({ bigint: true });
    await this.close();
    const named = await lstat(this.#options.file, { bigint: true });
    if (named.ino !== written.ino || named.size !== BigInt(size)) {
      throw new DiskError("failed", "the part was changed by something else");
    }
  }
}

/** Its name and its bytes reach the disk together where a journal is kept. The download does not wait for it. */
async function syncNamed(file: string): Promise<void> {
  const handle = await open(file, SYNCING);
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/**
 * Windows has neither O_NOFOLLOW nor FIFOs: there, the look that the target takes before has to do. What is appended leaves no
 * hole in a part that something else cuts meanwhile, so that it ends too short and is found out; Windows cuts none it appends to.
 */
function flags(more: number): number {
  return (
    constants.O_WRONLY | (IS_APPENDING ? constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_APPEND : 0) | more
  );
}

/** Whatever the umask: a part that everyone may write is not continued. Disks without modes take none. */
async function closeToOthers(handle: FileHandle): Promise<void> {
  const found = await handle.stat();
  if (!isOwn(found)) {
    await handle.chmod(found.mode & 0o775).catch(() => undefined);
  }
}

function refuseOther(found: Stats, offset: number): void {
  if (!found.isFile() || found.nlink > 1 || found.size < offset || !isOwn(found)) {
    throw new DiskError("inTheWay", "the part of an earlier download is no plain file of the user's own");
  }
}

/** The pieces without so many bytes at their beginning. */
function behind(pieces: readonly Uint8Array[], count: number): readonly Uint8Array[] {
  let skipped = 0;
  for (const [index, piece] of pieces.entries()) {
    if (skipped + piece.length > count) {
      return [piece.subarray(count - skipped), ...pieces.slice(index + 1)];
    }
    skipped += piece.length;
  }
  return [];
}

async function asDiskErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw diskErrorOf(error);
  }
}
