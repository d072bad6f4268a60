import { cutEnd } from "../../text/cutText";
import { badFile, quoted } from "./badFile";
import type { ByteCursor } from "./byteCursor";

export type GgufValue = string | number | boolean | bigint | GgufList;

/** An array: its first items, and how many there are. */
interface GgufList {
  readonly count: number;
  readonly first: readonly GgufValue[];
}

interface FixedType {
  readonly bytes: number;
  read(view: DataView): GgufValue;
}

const SHOWN_ITEMS = 8;
const LONGEST_TEXT = 10_000;
const DEEPEST = 4;
const STRING = 8;
const ARRAY = 9;
const FIXED: Readonly<Record<number, FixedType>> = {
  0: { bytes: 1, read: (view) => view.getUint8(0) },
  1: { bytes: 1, read: (view) => view.getInt8(0) },
  2: { bytes: 2, read: (view) => view.getUint16(0, true) },
  3: { bytes: 2, read: (view) => view.getInt16(0, true) },
  4: { bytes: 4, read: (view) => view.getUint32(0, true) },
  5: { bytes: 4, read: (view) => view.getInt32(0, true) },
  6: { bytes: 4, read: (view) => view.getFloat32(0, true) },
  7: { bytes: 1, read: (view) => view.getUint8(0) !== 0 },
  10: { bytes: 8, read: (view) => view.getBigUint64(0, true) },
  11: { bytes: 8, read: (view) => view.getBigInt64(0, true) },
  12: { bytes: 8, read: (view) => view.getFloat64(0, true) },
};

/** Pairs of key and value. Tokens and merges come by the hundred thousand, and are counted rather than kept. */
export async function readGgufMetadata(cursor: ByteCursor, count: number): Promise<ReadonlyMap<string, GgufValue>> {
  const metadata = new Map<string, GgufValue>();
  for (let index = 0; index < count; index++) {
    const key = await cursor.text();
    metadata.set(cutEnd(key, LONGEST_TEXT), await readValue(cursor, key, await cursor.uint32(), 0));
  }
  return metadata;
}

async function readValue(cursor: ByteCursor, key: string, type: number, depth: number): Promise<GgufValue> {
  if (type === STRING) {
    return cutEnd(await cursor.text(), LONGEST_TEXT);
  }
  if (type === ARRAY && depth < DEEPEST) {
    return readList(cursor, key, depth);
  }
  const fixed = FIXED[type];
  if (fixed === undefined) {
    throw badFile(`the value of ${quoted(key)} in its metadata is of an unknown type`);
  }
  return fixed.read(await cursor.view(fixed.bytes));
}

async function readList(cursor: ByteCursor, key: string, depth: number): Promise<GgufList> {
  const type = await cursor.uint32();
  const count = await cursor.uint64();
  const first: GgufValue[] = [];
  const fixed = FIXED[type];
  for (let index = 0; index < count; index++) {
    if (index >= SHOWN_ITEMS && fixed !== undefined) {
      cursor.skip((count - index) * fixed.bytes);
      break;
    }
    if (index >= SHOWN_ITEMS && type === STRING) {
      await cursor.skipTexts(count - index);
      break;
    }
    const item = await readValue(cursor, key, type, depth + 1);
    if (index < SHOWN_ITEMS) {
      first.push(item);
    }
  }
  return { count, first };
}
