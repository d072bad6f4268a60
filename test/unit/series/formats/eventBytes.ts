/** TensorBoard's event files, byte by byte as their definitions say: an encoder that shares nothing with the reader. */

function varint(value: number | bigint): Buffer {
  let left = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    bytes.push(Number(left & 0x7fn) | (left > 0x7fn ? 0x80 : 0));
    left >>= 7n;
  } while (left > 0n);
  return Buffer.from(bytes);
}

export const integer = (number: number, value: number | bigint): Buffer =>
  Buffer.concat([varint(number << 3), varint(value)]);

export const bytes = (number: number, ...parts: readonly (Buffer | string)[]): Buffer => {
  const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
  return Buffer.concat([varint((number << 3) | 2), varint(body.length), body]);
};

export const double = (number: number, value: number): Buffer => {
  const body = Buffer.alloc(8);
  body.writeDoubleLE(value);
  return Buffer.concat([varint((number << 3) | 1), body]);
};

export const float = (number: number, value: number): Buffer => {
  const body = Buffer.alloc(4);
  body.writeFloatLE(value);
  return Buffer.concat([varint((number << 3) | 5), body]);
};

/** CRC-32C bit by bit, without a table. */
function crc32c(data: Buffer): bigint {
  let crc = -1;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc >>> 1) ^ (0x82f63b78 & -(crc & 1));
    }
  }
  return BigInt(~crc >>> 0);
}

function masked(data: Buffer): Buffer {
  const crc = crc32c(data);
  const rotated = (crc >> 15n) | ((crc << 17n) & 0xffffffffn);
  const mask = Buffer.alloc(4);
  mask.writeUInt32LE(Number((rotated + 0xa282ead8n) & 0xffffffffn));
  return mask;
}

/** A record whose data are only said to have `length` bytes, when it is given. */
export function record(data: Buffer, length = data.length): Buffer {
  const head = Buffer.alloc(8);
  head.writeBigUInt64LE(BigInt(length));
  return Buffer.concat([head, masked(head), data, masked(data)]);
}

export const event = (step: number | bigint, wallTime: number, ...values: readonly Buffer[]): Buffer =>
  record(Buffer.concat([double(1, wallTime), integer(2, step), bytes(5, ...values.map((value) => bytes(1, value)))]));

export const simple = (tag: string, value: number, plugin?: string): Buffer =>
  Buffer.concat([bytes(1, tag), float(2, value), ...metadata(plugin)]);

export const tensor = (tag: string, fields: readonly Buffer[], plugin?: string): Buffer =>
  Buffer.concat([bytes(1, tag), bytes(8, ...fields), ...metadata(plugin)]);

const metadata = (plugin: string | undefined): readonly Buffer[] =>
  plugin === undefined ? [] : [bytes(9, bytes(1, bytes(1, plugin)))];

export const START = record(Buffer.concat([double(1, 1_700_000_000), bytes(3, "brain.Event:2")]));
