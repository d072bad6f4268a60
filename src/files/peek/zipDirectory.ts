import { badFile, quoted } from "./badFile";
import { sizeOf, type ByteReader } from "./byteReader";

export interface ZipMember {
  readonly name: string;
  /** 0: stored as it is. 8: deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly compressedSize: number;
  readonly size: number;
  /** Where the member's local header begins. */
  readonly offset: number;
}

interface Place {
  readonly offset: number;
  readonly size: number;
}

const END_RECORD = 22;
const LONGEST_COMMENT = 0xffff;
const ZIP64_LOCATOR = 20;
const ZIP64_END_RECORD = 56;
const CENTRAL_HEADER = 46;
const MOST_MEMBERS = 100_000;
const ZIP64_FIELD = 1;
/** Stands for "see the zip64 field". */
const FULL32 = 0xffffffff;
const FULL16 = 0xffff;

/** The directory at a zip's end. Layout: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT. */
export async function readZipDirectory(reader: ByteReader): Promise<readonly ZipMember[]> {
  const fileSize = await sizeOf(reader);
  if (fileSize < END_RECORD) {
    throw badFile("it is not a zip archive: it is too short for one");
  }
  const tailSize = Math.min(fileSize, END_RECORD + LONGEST_COMMENT);
  const tail = Buffer.from(await reader.read(fileSize - tailSize, tailSize));
  const end = tail.lastIndexOf("PK\u0005\u0006", tail.length - END_RECORD, "latin1");
  if (end < 0) {
    throw badFile("it is not a zip archive, or it is cut off: it has no directory at its end");
  }
  const isZip64 = tail.readUInt32LE(end + 16) === FULL32 || tail.readUInt16LE(end + 10) === FULL16;
  const place = isZip64
    ? await zip64Place(reader, fileSize - tailSize + end)
    : { offset: tail.readUInt32LE(end + 16), size: tail.readUInt32LE(end + 12) };
  if (place.offset + place.size > fileSize) {
    throw badFile("its zip directory lies beyond the file's end: the file is cut off, or the directory wrong");
  }
  return toMembers(Buffer.from(await reader.read(place.offset, place.size)));
}

async function zip64Place(reader: ByteReader, endRecordAt: number): Promise<Place> {
  const locator = Buffer.from(await reader.read(endRecordAt - ZIP64_LOCATOR, ZIP64_LOCATOR));
  if (locator.toString("latin1", 0, 4) !== "PK\u0006\u0007") {
    throw badFile("its zip directory is said to be a long one, and has no place");
  }
  const record = Buffer.from(await reader.read(Number(locator.readBigUInt64LE(8)), ZIP64_END_RECORD));
  if (record.toString("latin1", 0, 4) !== "PK\u0006\u0006") {
    throw badFile("its zip directory is said to be a long one, and has no place");
  }
  return { size: Number(record.readBigUInt64LE(40)), offset: Number(record.readBigUInt64LE(48)) };
}

function toMembers(directory: Buffer): readonly ZipMember[] {
  const members: ZipMember[] = [];
  for (let at = 0; at < directory.length;) {
    if (directory.length - at < CENTRAL_HEADER || directory.toString("latin1", at, at + 4) !== "PK\u0001\u0002") {
      throw badFile("its zip directory is damaged");
    }
    if (members.length === MOST_MEMBERS) {
      throw badFile("its zip directory names more files than can be shown");
    }
    const nameEnd = at + CENTRAL_HEADER + directory.readUInt16LE(at + 28);
    const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
    const name = directory.toString("utf8", at + CENTRAL_HEADER, nameEnd);
    members.push(toMember(name, directory.subarray(at, at + CENTRAL_HEADER), directory.subarray(nameEnd, extraEnd)));
    at = extraEnd + directory.readUInt16LE(at + 32);
  }
  return members;
}

function toMember(name: string, header: Buffer, extra: Buffer): ZipMember {
  const long = longNumbers(extra);
  // The zip64 field holds, in this order, only the numbers that have no room in the header.
  const [size, compressedSize, offset] = [24, 20, 42].map((at) => {
    const number = header.readUInt32LE(at);
    return number === FULL32 ? (long.shift() ?? NaN) : number;
  });
  if (size === undefined || compressedSize === undefined || offset === undefined) {
    throw badFile("its zip directory is damaged");
  }
  if (![size, compressedSize, offset].every(Number.isSafeInteger)) {
    throw badFile(`its zip directory has no size or place for ${quoted(name)}`);
  }
  const isEncrypted = (header.readUInt16LE(8) & 1) === 1;
  return { name, method: header.readUInt16LE(10), isEncrypted, compressedSize, size, offset };
}

function longNumbers(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === ZIP64_FIELD) {
      const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
      return Array.from({ length: Math.floor(field.length / 8) }, (_, index) =>
        Number(field.readBigUInt64LE(8 * index)),
      );
    }
  }
  return [];
}
