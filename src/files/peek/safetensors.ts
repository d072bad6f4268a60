import { formatBytes } from "../../text/formatNumbers";
import { isLoose, type Loose } from "../../text/looseValues";
import { jsonMembers, rawJson } from "../../text/jsonText";
import { badFile, quoted } from "./badFile";
import type { ByteReader } from "./byteReader";
import { parameterCount } from "./parameterCount";

/** Layout: https://huggingface.co/docs/safetensors/index#format. */
export interface SafetensorsHeader {
  readonly tensors: readonly SafetensorsTensor[];
  readonly metadata: readonly (readonly [key: string, value: string])[];
}

interface SafetensorsTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly parameters: number;
  readonly bytes: number;
}

interface PlacedTensor extends SafetensorsTensor {
  readonly start: number;
  readonly end: number;
}

const LENGTH_BYTES = 8;
/** The format's own limit. */
const LONGEST_HEADER = 100_000_000n;
const OPENING_BRACE = 0x7b;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const DEEPEST = 1_000;
/** Types that are not known here are shown, and not checked. */
const DTYPES_BY_BITS: Readonly<Record<number, readonly string[]>> = {
  4: ["F4"],
  6: ["F6_E2M3", "F6_E3M2"],
  8: ["BOOL", "U8", "I8", "F8_E4M3", "F8_E5M2", "F8_E8M0", "F8_E4M3FNUZ", "F8_E5M2FNUZ"],
  16: ["U16", "I16", "F16", "BF16"],
  32: ["U32", "I32", "F32"],
  64: ["U64", "I64", "F64", "C64"],
};
const BITS = new Map(
  Object.entries(DTYPES_BY_BITS).flatMap(([bits, dtypes]) => dtypes.map((dtype) => [dtype, Number(bits)] as const)),
);

export async function readSafetensors(reader: ByteReader): Promise<SafetensorsHeader> {
  const length = headerLength(await reader.read(0, LENGTH_BYTES));
  const dataStart = LENGTH_BYTES + length;
  if (reader.size !== undefined && dataStart > reader.size) {
    throw badFile(
      `it announces a header of ${formatBytes(length)}, but the file is no longer than ${formatBytes(reader.size)}`,
    );
  }
  const text = headerText(await reader.read(LENGTH_BYTES, length));
  const { __metadata__: metadata, ...entries } = parseHeader(text);
  const tensors = Object.entries(entries).map(([name, entry]) => toTensor(name, entry));
  checkPlaces(tensors, reader.size === undefined ? Infinity : reader.size - dataStart);
  return { tensors: tensors.map(withoutPlace), metadata: toMetadata(metadata, text) };
}

function headerLength(bytes: Uint8Array): number {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > LONGEST_HEADER) {
    throw badFile(
      `it announces a header of ${formatBytes(Number(length))}, which is more than a safetensors file can have`,
    );
  }
  if (length < 2n) {
    throw badFile("it is not a safetensors file: it has no header");
  }
  return Number(length);
}

function headerText(bytes: Uint8Array): string {
  if (bytes[0] !== OPENING_BRACE) {
    throw badFile("it is not a safetensors file: its header is not a JSON object");
  }
  checkDepth(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw badFile("its header is not valid JSON", error);
  }
}

function parseHeader(text: string): Loose {
  try {
    const header: unknown = JSON.parse(text);
    if (isLoose(header)) {
      return header;
    }
  } catch (error) {
    throw badFile("its header is not valid JSON", error);
  }
  throw badFile("its header is not a JSON object");
}

/** A tensor's shape is the deepest that a header has. Millions of brackets cost the parser seconds and a gigabyte. */
function checkDepth(bytes: Uint8Array): void {
  let depth = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) {
      at = textEnd(bytes, at);
    }
    // "{" and "}" are "[" and "]" with this bit set.
    const bracket = byte & ~0x20;
    depth += bracket === OPENING_BRACKET ? 1 : bracket === CLOSING_BRACKET ? -1 : 0;
    if (depth > DEEPEST) {
      throw badFile("its header is nested more deeply than a safetensors file's");
    }
  }
}

/** Where the quote that ends a text stands: what is between is no syntax. */
function textEnd(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) {
    at += bytes[at] === BACKSLASH ? 2 : 1;
  }
  return at;
}

function toTensor(name: string, entry: unknown): PlacedTensor {
  if (!isLoose(entry)) {
    throw badFile(`its header says nothing of the tensor ${quoted(name)}`);
  }
  const { dtype, shape } = entry;
  if (typeof dtype !== "string") {
    throw badFile(`the tensor ${quoted(name)} has no dtype`);
  }
  if (!isCounts(shape)) {
    throw badFile(`the tensor ${quoted(name)} has no shape that can be understood`);
  }
  const [start, end] = toOffsets(name, entry["data_offsets"]);
  const tensor = { name, dtype, shape, parameters: parameterCount(name, shape), bytes: end - start, start, end };
  checkSize(tensor);
  return tensor;
}

function toOffsets(name: string, value: unknown): readonly [start: number, end: number] {
  const [start, end] = isCounts(value) && value.length === 2 ? value : [];
  if (start === undefined || end === undefined || start > end) {
    throw badFile(`the tensor ${quoted(name)} has no place in the file that can be understood`);
  }
  return [start, end];
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && Number(item) >= 0);
}

function checkSize({ name, dtype, shape, parameters, bytes }: PlacedTensor): void {
  const bits = BITS.get(dtype);
  if (bits !== undefined && Math.ceil((parameters * bits) / 8) !== bytes) {
    throw badFile(
      `the tensor ${quoted(name)} is ${dtype} [${shape.join(", ")}], but has ${formatBytes(bytes)} of data`,
    );
  }
}

function checkPlaces(tensors: readonly PlacedTensor[], dataSize: number): void {
  let last: PlacedTensor | undefined;
  for (const tensor of tensors.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    if (tensor.end > dataSize) {
      throw badFile(
        `the tensor ${quoted(tensor.name)} lies beyond the file's end: the file is cut off, or its header wrong`,
      );
    }
    if (last !== undefined && tensor.start < last.end) {
      throw badFile(`the tensors ${quoted(last.name)} and ${quoted(tensor.name)} overlap`);
    }
    last = tensor;
  }
}

function withoutPlace({ name, dtype, shape, parameters, bytes }: PlacedTensor): SafetensorsTensor {
  return { name, dtype, shape, parameters, bytes };
}

/** As it is written, key by key: a text as what it says, all else as its JSON. */
function toMetadata(metadata: unknown, header: string): SafetensorsHeader["metadata"] {
  if (metadata === undefined || metadata === null) {
    return [];
  }
  if (!isLoose(metadata)) {
    throw badFile("its metadata is not a JSON object");
  }
  const members = jsonMembers(rawJson(header, ["__metadata__"]) ?? "") ?? [];
  return members.map(({ key, raw }) => [String(key), raw.startsWith('"') ? (JSON.parse(raw) as string) : raw]);
}
