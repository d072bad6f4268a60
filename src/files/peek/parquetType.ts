import { THRIFT, type ThriftFields, type ThriftReader } from "./thriftReader";

/** One column's type in a footer, as far as it is written. */
export interface ParquetType {
  /** How values are stored. */
  physical?: number;
  length?: number;
  /** The meaning as it was written before 2019, and still is beside the newer one. */
  converted?: number;
  scale?: number;
  precision?: number;
  /** The meaning as the format has it since, in words. */
  logical?: string;
}

const FIXED = 7;
const DECIMAL = 5;
const STORED = ["BOOLEAN", "INT32", "INT64", "INT96", "FLOAT", "DOUBLE", "BYTE_ARRAY", "FIXED_LEN_BYTE_ARRAY"];
/** In the newer words, where there are such; times of old are in UTC by definition. */
const CONVERTED = [
  ...["STRING", "MAP", "MAP_KEY_VALUE", "LIST", "ENUM", "DECIMAL", "DATE", "TIME(MILLIS, UTC)", "TIME(MICROS, UTC)"],
  ...["TIMESTAMP(MILLIS, UTC)", "TIMESTAMP(MICROS, UTC)", "UINT_8", "UINT_16", "UINT_32", "UINT_64"],
  ...["INT_8", "INT_16", "INT_32", "INT_64", "JSON", "BSON", "INTERVAL"],
];
/** By the number of the field that is set; those with parameters are read by name below. */
const PLAIN: Readonly<Record<number, string>> = {
  1: "STRING",
  2: "MAP",
  3: "LIST",
  4: "ENUM",
  6: "DATE",
  11: "NULL",
  12: "JSON",
  13: "BSON",
  14: "UUID",
  15: "FLOAT16",
  16: "VARIANT",
  17: "GEOMETRY",
  18: "GEOGRAPHY",
};
const UNITS: Readonly<Record<number, string>> = { 1: "MILLIS", 2: "MICROS", 3: "NANOS" };

/** The column's meaning: "TIMESTAMP(MICROS, UTC)"; for a column without one, how it is stored. */
export function typeText(type: ParquetType): string {
  const { logical, converted = -1, precision = 0, scale = 0 } = type;
  if (logical !== undefined) {
    return logical;
  }
  return converted === DECIMAL ? decimalText(precision, scale) : (CONVERTED[converted] ?? storedText(type));
}

/** "INT64", "FIXED_LEN_BYTE_ARRAY(16)". */
export function storedText({ physical = -1, length }: ParquetType): string {
  const name = STORED[physical] ?? "unknown";
  return physical === FIXED && length !== undefined ? `${name}(${length})` : name;
}

/** The union LogicalType: one of its fields is set. Undefined for a meaning that came after this was written. */
export function readLogicalType(thrift: ThriftReader): string | undefined {
  let text: string | undefined;
  thrift.struct({
    ...namedFields(thrift, PLAIN, (name) => (text = name)),
    5: [THRIFT.struct, () => (text = readDecimal(thrift))],
    7: [THRIFT.struct, () => (text = readTime("TIME", thrift))],
    8: [THRIFT.struct, () => (text = readTime("TIMESTAMP", thrift))],
    10: [THRIFT.struct, () => (text = readInteger(thrift))],
  });
  return text;
}

function readDecimal(thrift: ThriftReader): string {
  let [scale, precision] = [0, 0];
  thrift.struct({
    1: [THRIFT.int32, () => (scale = thrift.int())],
    2: [THRIFT.int32, () => (precision = thrift.int())],
  });
  return decimalText(precision, scale);
}

function decimalText(precision: number, scale: number): string {
  return `DECIMAL(${precision}, ${scale})`;
}

function readTime(name: string, thrift: ThriftReader): string {
  const time = { unit: "unknown unit", zone: "" };
  thrift.struct({
    1: [THRIFT.true, () => (time.zone = ", UTC")],
    2: [THRIFT.struct, () => (time.unit = readUnit(thrift) ?? time.unit)],
  });
  return `${name}(${time.unit}${time.zone})`;
}

function readUnit(thrift: ThriftReader): string | undefined {
  let found: string | undefined;
  thrift.struct(namedFields(thrift, UNITS, (name) => (found = name)));
  return found;
}

/** Fields of a union that say nothing but that they are set. */
function namedFields(
  thrift: ThriftReader,
  names: Readonly<Record<number, string>>,
  onFound: (name: string) => void,
): ThriftFields {
  const fields = Object.entries(names).map(([id, name]): [string, ThriftFields[number]] => {
    const read = () => {
      thrift.struct({});
      onFound(name);
    };
    return [id, [THRIFT.struct, read]];
  });
  return Object.fromEntries(fields);
}

function readInteger(thrift: ThriftReader): string {
  const integer = { bits: 0, sign: "UINT" };
  thrift.struct({
    1: [THRIFT.byte, () => (integer.bits = thrift.byte())],
    2: [THRIFT.true, () => (integer.sign = "INT")],
  });
  return `${integer.sign}_${integer.bits}`;
}
