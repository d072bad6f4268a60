import { crc32, deflateRawSync } from "node:zlib";

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function uint64(value: number | bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

export function safetensorsHead(header: unknown): Buffer {
  const json = Buffer.from(typeof header === "string" ? header : JSON.stringify(header));
  return Buffer.concat([uint64(json.length), json]);
}

/** As NumPy pads it: the data begins at a multiple of 64. */
export function npyHead(dict: string, version = 1): Buffer {
  const lead = version === 1 ? 10 : 12;
  const text = Buffer.from(dict, version === 3 ? "utf8" : "latin1");
  const length = Math.ceil((lead + text.length + 1) / 64) * 64 - lead;
  const size = version === 1 ? Buffer.from([length & 0xff, length >> 8]) : uint32(length);
  const padding = Buffer.from(`${" ".repeat(length - text.length - 1)}\n`);
  return Buffer.concat([Buffer.from("\u0093NUMPY", "latin1"), Buffer.from([version, 0]), size, text, padding]);
}

export function npyFile(descr: string, shape: readonly number[], itemSize: number): Buffer {
  const extents = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const head = npyHead(`{'descr': ${descr}, 'fortran_order': False, 'shape': ${extents}, }`);
  return Buffer.concat([
    head,
    Buffer.alloc(
      shape.reduce((product, extent) => product * extent, itemSize),
      7,
    ),
  ]);
}

export interface PackedMember {
  readonly name: string;
  readonly data: Buffer;
  readonly deflated?: boolean;
  /** Of a member whose data are mostly not there: only its beginning is. */
  readonly claimedSize?: number;
  /** As a long number, in the zip64 field. */
  readonly zip64?: boolean;
}

export interface Pieces {
  readonly size: number;
  readonly pieces: readonly (readonly [start: number, bytes: Buffer])[];
}

const FULL32 = 0xffffffff;

/** A zip archive as pieces, so that it may be larger than memory. */
export function zipPieces(members: readonly PackedMember[]): Pieces {
  const pieces: [number, Buffer][] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const member of members) {
    const packed = member.deflated ? deflateRawSync(member.data) : member.data;
    const packedSize = member.claimedSize ?? packed.length;
    const facts = factsOf(member, packedSize);
    directory.push(centralHeader(member, facts, packedSize, at));
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), facts, Buffer.from(member.name)]);
    pieces.push([at, Buffer.concat([local, packed])]);
    at += local.length + packedSize;
  }
  const tail = zipTail(Buffer.concat(directory), at);
  return { size: at + tail.length, pieces: [...pieces, [at, tail]] };
}

function factsOf(member: PackedMember, packedSize: number): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(member.deflated ? 8 : 0, 4);
  facts.writeUInt32LE(crc32(member.data), 10);
  facts.writeUInt32LE(member.zip64 ? FULL32 : packedSize, 14);
  facts.writeUInt32LE(member.zip64 ? FULL32 : (member.claimedSize ?? member.data.length), 18);
  facts.writeUInt16LE(Buffer.byteLength(member.name), 22);
  return facts;
}

function centralHeader(member: PackedMember, facts: Buffer, packedSize: number, at: number): Buffer {
  const numbers = [member.claimedSize ?? member.data.length, packedSize, at].map(uint64);
  const field = member.zip64 ? Buffer.concat([Buffer.from([1, 0, 24, 0]), ...numbers]) : Buffer.alloc(0);
  const header = Buffer.alloc(46);
  header.write("PK\u0001\u0002", "latin1");
  facts.copy(header, 6);
  header.writeUInt16LE(field.length, 30);
  header.writeUInt32LE(member.zip64 ? FULL32 : at, 42);
  return Buffer.concat([header, Buffer.from(member.name), field]);
}

function zipTail(directory: Buffer, at: number): Buffer {
  const isLong = at >= FULL32;
  const record = [Buffer.from("PK\u0006\u0006", "latin1"), Buffer.alloc(36), uint64(directory.length), uint64(at)];
  const locator = [Buffer.from("PK\u0006\u0007", "latin1"), Buffer.alloc(4), uint64(at + directory.length), uint32(1)];
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(isLong ? FULL32 : at, 16);
  return Buffer.concat([directory, ...(isLong ? [...record, ...locator] : []), end]);
}

export function ggufText(text: string): Buffer {
  return Buffer.concat([uint64(Buffer.byteLength(text)), Buffer.from(text)]);
}

export function ggufPair(key: string, type: number, value: Buffer): Buffer {
  return Buffer.concat([ggufText(key), uint32(type), value]);
}

export function ggufTensor(name: string, dimensions: readonly number[], type: number, offset: number): Buffer {
  return Buffer.concat([
    ...[ggufText(name), uint32(dimensions.length), ...dimensions.map(uint64)],
    ...[uint32(type), uint64(offset)],
  ]);
}

export function ggufHead(pairs: readonly Buffer[], tensors: readonly Buffer[], version = 3): Buffer {
  const counts = [uint64(tensors.length), uint64(pairs.length)];
  return Buffer.concat([Buffer.from("GGUF"), uint32(version), ...counts, ...pairs, ...tensors]);
}

function varint(value: number): Buffer {
  return value < 128
    ? Buffer.from([value])
    : Buffer.concat([Buffer.from([(value % 128) | 0x80]), varint(Math.floor(value / 128))]);
}

export const thrift = {
  int: (value: number): Buffer => varint(2 * value),
  text: (text: string): Buffer => Buffer.concat([varint(Buffer.byteLength(text)), Buffer.from(text)]),
  /** Of structs. */
  list: (items: readonly Buffer[]): Buffer => Buffer.concat([Buffer.from([0xfc]), varint(items.length), ...items]),
  struct: (fields: readonly (readonly [id: number, type: number, value: Buffer])[]): Buffer =>
    Buffer.concat([
      ...fields.map(([id, type, value]) => Buffer.concat([Buffer.from([type]), varint(2 * id), value])),
      Buffer.from([0]),
    ]),
};

export function parquetTail(footer: Buffer): Buffer {
  return Buffer.concat([footer, uint32(footer.length), Buffer.from("PAR1")]);
}
