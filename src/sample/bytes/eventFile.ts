/** A value as TensorBoard's writer logs it. */
interface LoggedScalar {
  readonly tag: string;
  readonly step: number;
  /** ms since the epoch. */
  readonly at: number;
  readonly value: number;
}

const CASTAGNOLI = 0x82f63b78;
const REMAINDERS = Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) {
    remainder = (remainder >>> 1) ^ (remainder & 1 ? CASTAGNOLI : 0);
  }
  return remainder;
});

/** An event file of TensorBoard: its version, and a record for each value. */
export function eventFile(startedAt: number, scalars: readonly LoggedScalar[]): Uint8Array {
  const version = record([double(1, startedAt / 1000), field(3, Buffer.from("brain.Event:2"))]);
  const events = scalars.map(({ tag, step, at, value }) => {
    const simple = Buffer.alloc(5, (2 << 3) | 5);
    simple.writeFloatLE(value, 1);
    const summary = field(5, field(1, Buffer.concat([field(1, Buffer.from(tag)), simple])));
    return record([double(1, at / 1000), Buffer.from([2 << 3, ...varint(step)]), summary]);
  });
  return Buffer.concat([version, ...events]);
}

function record(fields: readonly Buffer[]): Buffer {
  const data = Buffer.concat(fields);
  const length = Buffer.alloc(8);
  length.writeUInt32LE(data.length);
  return Buffer.concat([length, maskedCrc(length), data, maskedCrc(data)]);
}

/** CRC-32C, turned and moved, as TFRecord files hold it. */
function maskedCrc(bytes: Buffer): Buffer {
  const crc = ~bytes.reduce((sum, byte) => (REMAINDERS[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8), -1);
  const masked = Buffer.alloc(4);
  masked.writeUInt32LE((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0);
  return masked;
}

/** A field that holds a text or a message. */
function field(number: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...varint(content.length)]), content]);
}

function double(number: number, value: number): Buffer {
  const bytes = Buffer.alloc(9, (number << 3) | 1);
  bytes.writeDoubleLE(value, 1);
  return bytes;
}

function varint(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...varint(Math.floor(value / 0x80))];
}
