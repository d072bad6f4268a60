import { constants } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";

const CHUNK = 1024 * 1024;
/** Windows has neither: there, the looks that are taken before have to do. */
const READ = constants.O_RDONLY | ("O_NOFOLLOW" in constants ? constants.O_NOFOLLOW | constants.O_NONBLOCK : 0);

/** Opens a plain file for reading, not through a link. */
export async function withFile<T>(file: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(file, READ);
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}

/** The text of a small plain file; undefined for what is longer, no plain file, or not there. A FIFO is not waited for. */
export async function readSmallText(file: string, most: number): Promise<string | undefined> {
  try {
    return await withFile(file, async (handle) => {
      const found = await handle.stat();
      return found.isFile() && found.size <= most ? (await readAt(handle, 0, found.size)).toString("utf8") : undefined;
    });
  } catch {
    return undefined;
  }
}

/** Reads two files on the local disk side by side, little of them at once. */
export async function hasSameBytes(one: string, other: string): Promise<boolean> {
  return await withFile(one, (a) =>
    withFile(other, async (b) => {
      const [left, right] = [await a.stat(), await b.stat()];
      if (!left.isFile() || !right.isFile() || left.size !== right.size) {
        return false;
      }
      for (let at = 0; at < left.size; at += CHUNK) {
        const [these, those] = [await readAt(a, at, CHUNK), await readAt(b, at, CHUNK)];
        if (these.length === 0 || !these.equals(those)) {
          return false;
        }
      }
      return true;
    }),
  );
}

/** As many bytes as there are, up to `length`. */
export async function readAt(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, start + filled);
    if (bytesRead === 0) {
      break;
    }
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
