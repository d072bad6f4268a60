import { constants, inflateRawSync } from "node:zlib";
import { ApiError } from "../../http/apiError";
import { badFile, quoted } from "./badFile";
import { readerOfPart, type ByteReader } from "./byteReader";
import { readNumpyArray, type NumpyArray } from "./numpy";
import { readZipDirectory, type ZipMember } from "./zipDirectory";

export interface NumpyMember {
  readonly name: string;
  /** Of the array's .npy file, uncompressed. */
  readonly size: number;
  /** Absent for members that are no arrays, and behind the first ones of a large archive. */
  readonly array?: NumpyArray;
}

const LOCAL_HEADER = 30;
/** Each costs a request where arrays are large. */
const MOST_HEADERS = 100;
/** Of a deflated member. Headers are mostly of 128 bytes. */
const MOST_DEFLATED = 2048;
/** Taken at once: the header in the archive, the name, and the beginning of the data. */
const BEGINNING = 4096;
const STORED = 0;
const DEFLATED = 8;

/** The arrays of a .npz file: a zip archive of .npy files. */
export async function readNumpyArchive(reader: ByteReader): Promise<readonly NumpyMember[]> {
  const members: NumpyMember[] = [];
  let read = 0;
  for (const member of await readZipDirectory(reader)) {
    const { name, size } = member;
    const isRead = name.endsWith(".npy") && read < MOST_HEADERS;
    read += isRead ? 1 : 0;
    members.push({ name, size, ...(isRead ? { array: await readMember(reader, member) } : {}) });
  }
  return members;
}

async function readMember(reader: ByteReader, member: ZipMember): Promise<NumpyArray> {
  try {
    return await readNumpyArray(await memberReader(reader, member));
  } catch (error) {
    if (error instanceof ApiError && error.kind === "badResponse") {
      throw badFile(`in its array ${quoted(member.name)}, ${error.message}`, error);
    }
    throw error;
  }
}

async function memberReader(reader: ByteReader, member: ZipMember): Promise<ByteReader> {
  if (member.isEncrypted || (member.method !== STORED && member.method !== DEFLATED)) {
    throw badFile("the data is packed in a way that NumPy does not write");
  }
  const left = (reader.size ?? Infinity) - member.offset;
  const header = Buffer.from(await reader.read(member.offset, Math.max(LOCAL_HEADER, Math.min(BEGINNING, left))));
  if (header.toString("latin1", 0, 4) !== "PK\u0003\u0004") {
    throw badFile("the zip directory points to a wrong place");
  }
  const start = member.offset + LOCAL_HEADER + header.readUInt16LE(26) + header.readUInt16LE(28);
  const part = readerOfPart(reader, start, member.compressedSize);
  return member.method === STORED ? part : inflatedReader(part, member);
}

async function inflatedReader(part: ByteReader, { compressedSize, size }: ZipMember): Promise<ByteReader> {
  const deflated = await part.read(0, Math.min(compressedSize, MOST_DEFLATED));
  const inflated = inflateBeginning(deflated);
  return readerOfPart({ read: (start, length) => Promise.resolve(sliceOf(inflated, start, length)) }, 0, size);
}

function inflateBeginning(deflated: Uint8Array): Buffer {
  try {
    // At most a thousandfold, so that a bomb stays small.
    return inflateRawSync(deflated, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    throw badFile("the compressed data is damaged", error);
  }
}

function sliceOf(bytes: Uint8Array, start: number, length: number): Uint8Array {
  if (start + length > bytes.length) {
    throw badFile("the header is longer than the part of the compressed data that is read");
  }
  return bytes.subarray(start, start + length);
}
