import { crc32 } from "node:zlib";
import { lateBytes, type ByteSource } from "./byteSource";

export interface ZipEntry {
  readonly name: string;
  readonly bytes: ByteSource;
}

const LOCAL_HEADER = 30;
const CENTRAL_HEADER = 46;
const END_RECORD = 22;
const VERSION = 20;
const UTF8_NAMES = 0x800;
/** 1 January 2025, as MS-DOS counts. */
const DATE = ((2025 - 1980) << 9) | (1 << 5) | 1;

/** A zip archive whose files are stored as they are, so that its size is known before it is made. */
export function zipFile(entries: readonly ZipEntry[]): ByteSource {
  const size = entries.reduce(
    (sum, { name, bytes }) => sum + LOCAL_HEADER + CENTRAL_HEADER + 2 * Buffer.byteLength(name) + bytes.size,
    END_RECORD,
  );
  return lateBytes(size, () => pack(entries));
}

function pack(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const data = entry.bytes.read(0, entry.bytes.size);
    const name = Buffer.from(entry.name, "utf8");
    const facts = factsOf(data, name);
    const file = Buffer.concat([localHeader(facts), name, data]);
    files.push(file);
    directory.push(centralHeader(facts, offset), name);
    offset += file.length;
  }
  return Buffer.concat([...files, ...directory, endRecord(entries.length, Buffer.concat(directory).length, offset)]);
}

/** Both headers give these facts of a file, in the same order. */
function factsOf(data: Uint8Array, name: Uint8Array): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(VERSION, 0);
  facts.writeUInt16LE(UTF8_NAMES, 2);
  facts.writeUInt16LE(DATE, 8);
  facts.writeUInt32LE(crc32(data), 10);
  facts.writeUInt32LE(data.length, 14);
  facts.writeUInt32LE(data.length, 18);
  facts.writeUInt16LE(name.length, 22);
  return facts;
}

function localHeader(facts: Buffer): Buffer {
  return Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), facts]);
}

function centralHeader(facts: Buffer, offset: number): Buffer {
  const header = Buffer.alloc(CENTRAL_HEADER);
  header.write("PK\u0001\u0002", "latin1");
  header.writeUInt16LE(VERSION, 4);
  facts.copy(header, 6);
  header.writeUInt32LE(offset, 42);
  return header;
}

function endRecord(count: number, directorySize: number, directoryOffset: number): Buffer {
  const record = Buffer.alloc(END_RECORD);
  record.write("PK\u0005\u0006", "latin1");
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(directorySize, 12);
  record.writeUInt32LE(directoryOffset, 16);
  return record;
}
