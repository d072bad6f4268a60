import { formatBytes } from "../../text/formatNumbers";
import { badFile } from "./badFile";
import type { ByteReader } from "./byteReader";

const BEGINNING = "version https://git-lfs.github.com/spec/";
/** The format's own limit is 1,024 bytes; the fields that matter come first. */
const LONGEST_POINTER = 1_024;
const OBJECT = /^oid ([\w-]{1,20}:[\da-f]{1,128})$/mu;
const SIZE = /^size (\d{1,15})$/mu;

/**
 * A repository without Git LFS keeps a few lines of text under the name of the file that they stand for.
 * @throws ApiError that says what a pointer points to. Layout: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md.
 */
export async function refuseLfsPointer(reader: ByteReader): Promise<void> {
  if (!(await isPointer(reader))) {
    return;
  }
  const length = Math.min(LONGEST_POINTER, reader.size ?? BEGINNING.length);
  const text = Buffer.from(await reader.read(0, length)).toString("latin1");
  const [, object] = OBJECT.exec(text) ?? [];
  const [, size] = SIZE.exec(text) ?? [];
  const facts = [...(object === undefined ? [] : [object]), ...(size === undefined ? [] : [formatBytes(Number(size))])];
  throw badFile(
    `it is a pointer of Git LFS, not the file${facts.length === 0 ? "" : `: it points to ${facts.join(", ")}`}`,
  );
}

/** One byte tells nearly every other file apart, and each format reads more than that of its beginning, or of its end. */
async function isPointer(reader: ByteReader): Promise<boolean> {
  const [first] = await reader.read(0, 1);
  if (first !== BEGINNING.charCodeAt(0) || (reader.size ?? Infinity) < BEGINNING.length) {
    return false;
  }
  return Buffer.from(await reader.read(0, BEGINNING.length)).toString("latin1") === BEGINNING;
}
