import { formatBytes, formatCount } from "../../text/formatNumbers";
import type { ModelFileColumn, ModelFileTable } from "../../web/modelFile/modelFileTable";
import { cutEnd } from "../../text/cutText";
import type { GgufHeader } from "./gguf";
import type { GgufValue } from "./ggufMetadata";
import type { NumpyArray } from "./numpy";
import type { NumpyMember } from "./numpyArchive";
import type { ParquetFooter } from "./parquet";
import type { SafetensorsHeader } from "./safetensors";

type Totals = ModelFileTable["totals"];

const LONGEST_VALUE = 10_000;
const NAME = text("Name");
const BYTES: ModelFileColumn = { name: "Bytes", holds: "bytes" };
const ARRAY_COLUMNS = [text("Type"), text("Shape"), text("Order"), count("Elements"), BYTES];

export function safetensorsTable({ tensors, metadata }: SafetensorsHeader): ModelFileTable {
  return {
    format: "safetensors",
    totals: [
      { label: "Tensors", text: formatCount(tensors.length) },
      ...weightTotals(tensors),
      ...typeTotals(tensors.map(({ dtype, bytes }) => ({ type: dtype, bytes }))),
    ],
    columns: [NAME, text("Type"), text("Shape"), count("Parameters"), BYTES],
    rows: tensors.map(({ name, dtype, shape, parameters, bytes }) => [name, dtype, listed(shape), parameters, bytes]),
    metadata: metadata.map(([key, value]) => ({ key, value: cutEnd(value, LONGEST_VALUE) })),
  };
}

export function ggufTable({ version, tensors, metadata }: GgufHeader): ModelFileTable {
  return {
    format: "GGUF",
    totals: [
      { label: "Tensors", text: formatCount(tensors.length) },
      ...weightTotals(tensors),
      ...typeTotals(tensors),
      { label: "GGUF version", text: String(version) },
    ],
    columns: [NAME, text("Type"), text("Dimensions"), count("Parameters"), BYTES],
    rows: tensors.map(({ name, type, dimensions, parameters, bytes }) => [
      ...[name, type, listed(dimensions)],
      ...[parameters, bytes ?? ""],
    ]),
    metadata: [...metadata].map(([key, value]) => ({ key, value: cutEnd(ggufText(value), LONGEST_VALUE) })),
  };
}

export function numpyTable(array: NumpyArray): ModelFileTable {
  return {
    format: "NumPy array",
    totals: arrayTotals([array]),
    columns: ARRAY_COLUMNS,
    rows: [arrayCells(array)],
    metadata: [],
  };
}

export function numpyArchiveTable(members: readonly NumpyMember[]): ModelFileTable {
  const arrays = members.flatMap(({ array }) => array ?? []);
  const isPart = arrays.length < members.length;
  return {
    format: "NumPy archive",
    totals: [
      { label: "Files", text: formatCount(members.length) },
      ...(isPart ? [{ label: "Headers read", text: formatCount(arrays.length) }] : []),
      ...arrayTotals(arrays),
    ],
    columns: [NAME, ...ARRAY_COLUMNS],
    rows: members.map(({ name, size, array }) => [
      name.replace(/\.npy$/, ""),
      ...(array === undefined ? ["", "", "", "", size] : arrayCells(array)),
    ]),
    metadata: [],
  };
}

export function parquetTable(footer: ParquetFooter): ModelFileTable {
  return {
    format: "Parquet",
    totals: [
      { label: "Rows", text: formatCount(footer.rows) },
      { label: "Columns", text: formatCount(footer.columns.length) },
      { label: "Row groups", text: formatCount(footer.rowGroups) },
    ],
    columns: [NAME, text("Type"), text("Repetition")],
    rows: footer.columns.map(({ name, type, repetition }) => [name, type, repetition]),
    metadata: [
      ...(footer.createdBy === undefined ? [] : [{ key: "created_by", value: footer.createdBy }]),
      ...footer.metadataKeys.map((key) => ({ key, value: "" })),
    ],
  };
}

function weightTotals(tensors: readonly { readonly parameters: number; readonly bytes?: number }[]): Totals {
  return [
    { label: "Parameters", text: formatCount(sum(tensors.map(({ parameters }) => parameters))) },
    { label: "Size", text: sizeText(tensors) },
  ];
}

function arrayTotals(arrays: readonly NumpyArray[]): Totals {
  return [
    { label: "Elements", text: formatCount(sum(arrays.map(({ elements }) => elements))) },
    { label: "Size", text: sizeText(arrays) },
  ];
}

/** Pickled objects and types that are not known have no size. */
function sizeText(parts: readonly { readonly bytes?: number }[]): string {
  const known = parts.flatMap(({ bytes }) => bytes ?? []);
  const text = formatBytes(sum(known));
  return known.length === parts.length
    ? text
    : `${text}, without ${formatCount(parts.length - known.length)} of unknown size`;
}

/** "BF16 290 (2.4 GB), F32 1 (8.2 kB)": the largest first. */
function typeTotals(tensors: readonly { readonly type: string; readonly bytes?: number }[]): Totals {
  const types = new Map<string, { count: number; bytes: number }>();
  for (const { type, bytes = 0 } of tensors) {
    const known = types.get(type) ?? { count: 0, bytes: 0 };
    types.set(type, { count: known.count + 1, bytes: known.bytes + bytes });
  }
  const texts = [...types]
    .sort(([, one], [, other]) => other.bytes - one.bytes || other.count - one.count)
    .map(([type, { count, bytes }]) => `${type} ${formatCount(count)} (${formatBytes(bytes)})`);
  return texts.length === 0 ? [] : [{ label: "Types", text: cutEnd(texts.join(", "), LONGEST_VALUE) }];
}

function arrayCells({ dtype, shape, isFortranOrder, elements, bytes }: NumpyArray): (string | number)[] {
  return [dtype, listed(shape), isFortranOrder ? "Fortran" : "C", elements, bytes ?? ""];
}

function ggufText(value: GgufValue): string {
  if (typeof value !== "object") {
    return String(value);
  }
  const rest = value.count > value.first.length ? `, … (${formatCount(value.count)} items)` : "";
  return `[${value.first.map(ggufText).join(", ")}${rest}]`;
}

function listed(extents: readonly number[]): string {
  return `[${extents.join(", ")}]`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function text(name: string): ModelFileColumn {
  return { name, holds: "text" };
}

function count(name: string): ModelFileColumn {
  return { name, holds: "count" };
}
