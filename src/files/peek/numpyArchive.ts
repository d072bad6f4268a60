import { constants, inflateRawSync } from "node:zlib";
import { ApiError } from "../../http/apiError";
import { badFile } from "./badFile";
import { readerOfPart, type ByteReader } from "./byteReader";
import { readNumpyArray, type NumpyArray } from "./numpy";
import { readZipDirectory, type ZipMember } from "./zipDirectory";

export interface NumpyMember {
  readonly name: string;
  /** Of the member as it lies in the archive, uncompressed. */
  readonly size: number;
  /** "other" for a member that is no array. */
  readonly header: NumpyHeader;
}

type NumpyHeader =
  | { readonly kind: "array"; readonly array: NumpyArray }
  | { readonly kind: "problem"; readonly problem: string }
  | { readonly kind: "unread" }
  | { readonly kind: "other" };

const LOCAL_HEADER = 30;
/** Each costs a request where arrays are large. */
const MOST_HEADERS = 100;
/** Taken at once: the header in the archive, the name, and the beginning of the data. */
const BEGINNING = 4096;
/** Of deflated data. Headers are mostly of 128 bytes, those of wide tables of tens of kilobytes. */
const FIRST_STEP = 2 * 1024;
/** Data inflate a thousandfold at most: a bomb stays below 17 MB a step. */
const LARGEST_STEP = 16 * 1024;
const STORED = 0;
const DEFLATED = 8;

/** The arrays of a .npz file: a zip archive of .npy files. A member that can't be read is said in its place. */
export async function readNumpyArchive(reader: ByteReader): Promise<readonly NumpyMember[]> {
  const members: NumpyMember[] = [];
  let read = 0;
  for (const member of await readZipDirectory(reader)) {
    const { name, size } = member;
    const isArray = name.endsWith(".npy");
    const isRead = isArray && read < MOST_HEADERS && reader.isExhausted !== true;
    read += isRead ? 1 : 0;
    const header = isRead ? await readHeader(reader, member) : ({ kind: isArray ? "unread" : "other" } as const);
    members.push({ name, size, header });
  }
  return members;
}

async function readHeader(reader: ByteReader, member: ZipMember): Promise<NumpyHeader> {
  const watched = watchedReader(reader);
  try {
    return { kind: "array", array: await readNumpyArray(await memberReader(watched, member)) };
  } catch (error) {
    if (watched.hasFailed && reader.isExhausted !== true) {
      // The file itself could not be read, which is so for every member of it.
      throw error;
    }
    if (error instanceof ApiError && error.kind === "badResponse") {
      return { kind: "problem", problem: error.message };
    }
    throw error;
  }
}

function watchedReader(reader: ByteReader): ByteReader & { readonly hasFailed: boolean } {
  return {
    hasFailed: false,
    get size() {
      return reader.size;
    },
    async read(start, length) {
      try {
        return await reader.read(start, length);
      } catch (error) {
        Object.assign(this, { hasFailed: true });
        throw error;
      }
    },
  };
}

async function memberReader(reader: ByteReader, member: ZipMember): Promise<ByteReader> {
  if (member.isEncrypted || (member.method !== STORED && member.method !== DEFLATED)) {
    throw badFile("the data is packed in a way that NumPy does not write");
  }
  const archiveSize = reader.size ?? Infinity;
  const start = await dataStart(reader, member, archiveSize);
  if (start + member.compressedSize > archiveSize) {
    throw badFile("it lies beyond the archive's end: the archive is cut off, or its directory wrong");
  }
  const part = readerOfPart(reader, start, member.compressedSize);
  return member.method === STORED ? part : inflatedReader(part, member);
}

async function dataStart(reader: ByteReader, { offset }: ZipMember, archiveSize: number): Promise<number> {
  const left = archiveSize - offset;
  const header = left < LOCAL_HEADER ? undefined : Buffer.from(await reader.read(offset, Math.min(BEGINNING, left)));
  if (header?.toString("latin1", 0, 4) !== "PK\u0003\u0004") {
    throw badFile("the zip directory points to a wrong place");
  }
  return offset + LOCAL_HEADER + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/** Deflated data as what they inflate to, `size` bytes: no more is taken and inflated than is read, step by step. */
function inflatedReader(part: ByteReader, { compressedSize, size }: ZipMember): ByteReader {
  let inflated: Uint8Array = new Uint8Array(0);
  let taken = 0;
  const read = async (start: number, length: number): Promise<Uint8Array> => {
    while (inflated.length < start + length && taken < compressedSize) {
      taken = Math.min(compressedSize, taken + Math.max(FIRST_STEP, Math.min(taken, LARGEST_STEP)));
      inflated = inflateBeginning(await part.read(0, taken));
    }
    if (inflated.length < start + length) {
      throw badFile("the compressed data ends before the header does");
    }
    return inflated.subarray(start, start + length);
  };
  return readerOfPart({ read }, 0, size);
}

function inflateBeginning(deflated: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(deflated, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    throw badFile("the compressed data is damaged", error);
  }
}
