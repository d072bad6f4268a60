import { packedIntegers, readFields, type WireField } from "./wireFields";

type Decode = (view: DataView) => number;

/** By the number of the type (tensorflow/core/framework/types.proto): how many bytes a value takes, and how it is read. */
const TYPES: Readonly<Record<number, { readonly size: number; readonly decode: Decode }>> = {
  1: { size: 4, decode: (view) => view.getFloat32(0, true) },
  2: { size: 8, decode: (view) => view.getFloat64(0, true) },
  3: { size: 4, decode: (view) => view.getInt32(0, true) },
  4: { size: 1, decode: (view) => view.getUint8(0) },
  5: { size: 2, decode: (view) => view.getInt16(0, true) },
  6: { size: 1, decode: (view) => view.getInt8(0) },
  9: { size: 8, decode: (view) => Number(view.getBigInt64(0, true)) },
  10: { size: 1, decode: (view) => view.getUint8(0) },
  14: { size: 2, decode: (view) => bfloat16(view.getUint16(0, true)) },
  17: { size: 2, decode: (view) => view.getUint16(0, true) },
  19: { size: 2, decode: (view) => float16(view.getUint16(0, true)) },
  22: { size: 4, decode: (view) => view.getUint32(0, true) },
  23: { size: 8, decode: (view) => Number(view.getBigUint64(0, true)) },
};
const BFLOAT16 = 14;
const HALF = 19;

/** Fields of TensorProto (tensorflow/core/framework/tensor.proto). */
const FIELD = { type: 1, shape: 2, content: 4, floats: 5, doubles: 6, halves: 13 } as const;
/** `int_val`, `int64_val`, `bool_val`, `uint32_val` and `uint64_val`. */
const INTEGERS = [7, 10, 11, 16, 17];

/** The number of a tensor that holds a single one; undefined for any other. */
export function scalarOfTensor(message: Uint8Array): number | undefined {
  const fields: WireField[] = [];
  if (!readFields(message, (field) => fields.push(field))) {
    return undefined;
  }
  const type = fields.find(({ number }) => number === FIELD.type)?.integer ?? 0;
  const shape = fields.find(({ number }) => number === FIELD.shape)?.bytes;
  const isScalar = Object.hasOwn(TYPES, type) && hasOneElement(shape);
  return isScalar ? fields.map((field) => numberIn(field, type)).find((number) => number !== undefined) : undefined;
}

function numberIn(field: WireField, type: number): number | undefined {
  const { number, bytes } = field;
  switch (number) {
    case FIELD.content:
      return decoded(bytes, TYPES[type]);
    case FIELD.floats:
      return decoded(bytes, TYPES[1]);
    case FIELD.doubles:
      return decoded(bytes, TYPES[2]);
    case FIELD.halves:
      return halfOf(integerIn(field), type);
    default:
      return INTEGERS.includes(number) ? integerIn(field) : undefined;
  }
}

function integerIn({ integer, bytes }: WireField): number | undefined {
  return integer ?? (bytes === undefined ? undefined : packedIntegers(bytes)[0]);
}

function halfOf(bits: number | undefined, type: number): number | undefined {
  if (bits === undefined) {
    return undefined;
  }
  const value = { [BFLOAT16]: bfloat16, [HALF]: float16 }[type];
  return value?.(bits);
}

function decoded(
  bytes: Uint8Array | undefined,
  type: { readonly size: number; readonly decode: Decode } | undefined,
): number | undefined {
  const isOne = bytes !== undefined && type !== undefined && bytes.length >= type.size;
  return isOne ? type.decode(new DataView(bytes.buffer, bytes.byteOffset, bytes.length)) : undefined;
}

/** A shape is a list of extents (field 2), each with its size (field 1). */
function hasOneElement(shape: Uint8Array | undefined): boolean {
  let count = 1;
  const isShape = readFields(shape ?? new Uint8Array(0), ({ number, bytes }) => {
    if (number === 2) {
      let size = 0;
      readFields(bytes ?? new Uint8Array(0), (field) => {
        size = field.number === 1 ? (field.integer ?? 0) : size;
      });
      count *= size;
    }
  });
  return isShape && count === 1;
}

function bfloat16(bits: number): number {
  return new Float32Array(Uint32Array.of(bits << 16).buffer)[0] ?? NaN;
}

function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) {
    return fraction === 0 ? sign * Infinity : NaN;
  }
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}
