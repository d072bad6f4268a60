import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";
import { ApiError } from "../../http/apiError";
import type { ByteRange, FileContent } from "../../sources/contract/sourceFiles";
import { diskErrorCode } from "../download/disk/diskError";

const BLOCK = 256 * 1024;
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "the file is no longer there",
  EACCES: "there is no permission to read it",
  EPERM: "there is no permission to read it",
  EISDIR: "it is a directory",
};

/** @throws ApiError with what the disk says. */
export async function openLocalRange(path: string, { start, end = Infinity }: ByteRange): Promise<FileContent> {
  const { size, version } = await onDisk(path, async (file) => {
    const facts = await file.stat();
    if (!facts.isFile()) {
      throw new ApiError("badRequest", "not a file");
    }
    return { size: facts.size, version: `${facts.size}-${facts.mtimeMs}` };
  });
  return { start, size, version, body: readBlocks(path, start, Math.min(end, size)) };
}

async function* readBlocks(path: string, start: number, end: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = start; at < end;) {
    const length = Math.min(BLOCK, end - at);
    const block = await onDisk(path, async (file) => {
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, at);
      return buffer.subarray(0, bytesRead);
    });
    if (block.length === 0) {
      return;
    }
    at += block.length;
    yield block;
  }
}

async function onDisk<T>(path: string, read: (file: FileHandle) => Promise<T>): Promise<T> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    return await read(file);
  } catch (error) {
    const code = diskErrorCode(error);
    throw code === undefined
      ? error
      : new ApiError("badRequest", REASONS[code] ?? `the disk says ${code}`, { cause: error });
  } finally {
    await file?.close();
  }
}
