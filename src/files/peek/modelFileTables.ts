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
/** Says why a row is wrong, or not filled. */
const NOTE: ModelFileColumn = { name: "Note", holds: "text", isWide: true };
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
  const arrays = members.flatMap(({ header }) => (header.kind === "array" ? [header.array] : []));
  const all = members.filter(({ header }) => header.kind !== "other").length;
  const isWhole = arrays.length === all;
  const part = `in ${formatCount(arrays.length)} of ${formatCount(all)} arrays`;
  const totals = isWhole
    ? arrayTotals(arrays)
    : arrayTotals(arrays).map((total) => ({ ...total, text: `${total.text} ${part}` }));
  return {
    format: "NumPy archive",
    totals: [{ label: "Files", text: formatCount(members.length) }, ...totals],
    columns: [NAME, ...ARRAY_COLUMNS, ...(isWhole ? [] : [NOTE])],
    rows: members.map((member) => [...memberCells(member), ...(isWhole ? [] : [noteOf(member)])]),
    metadata: [],
  };
}

function memberCells({ name, size, header }: NumpyMember): (string | number)[] {
  const cells = header.kind === "array" ? arrayCells(header.array) : ["", "", "", "", size];
  return [name.replace(/\.npy$/, ""), ...cells];
}

function noteOf({ header }: NumpyMember): string {
  switch (header.kind) {
    case "problem":
      return `Could not be read: ${header.problem}`;
    case "unread":
      return "Header not read: the archive has too many";
    case "array":
    case "other":
      return "";
  }
}

export function parquetTable(footer: ParquetFooter): ModelFileTable {
  return {
    format: "Parquet",
    totals: [
      { label: "Rows", text: formatCount(footer.rows) },
      { label: "Columns", text: formatCount(footer.columns.length) },
      { label: "Row groups", text: formatCount(footer.rowGroups) },
    ],
    columns: [NAME, text("Type"), text("Stored As"), text("Repetition")],
    rows: footer.columns.map(({ name, type, stored, repetition }) => [name, type, stored, repetition]),
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
  if (known.length === 0 && parts.length > 0) {
    return "unknown";
  }
  const text = formatBytes(sum(known));
  return known.length === parts.length
    ? text
    : `${text}, without ${formatCount(parts.length - known.length)} of unknown size`;
}

/** "BF16 290 (2.4 GB), F32 1 (8.2 kB)": the largest first, those of unknown size last. */
function typeTotals(tensors: readonly { readonly type: string; readonly bytes?: number }[]): Totals {
  const types = new Map<string, { readonly bytes?: number }[]>();
  for (const tensor of tensors) {
    const known = types.get(tensor.type);
    if (known === undefined) {
      types.set(tensor.type, [tensor]);
    } else {
      known.push(tensor);
    }
  }
  const texts = [...types]
    .map(([type, parts]) => ({ type, count: parts.length, bytes: knownBytes(parts), size: sizeText(parts) }))
    .sort((one, other) => other.bytes - one.bytes || other.count - one.count)
    .map(({ type, count, size }) => `${type} ${formatCount(count)} (${size === "unknown" ? "size unknown" : size})`);
  return texts.length === 0 ? [] : [{ label: "Types", text: cutEnd(texts.join(", "), LONGEST_VALUE) }];
}

function knownBytes(parts: readonly { readonly bytes?: number }[]): number {
  return sum(parts.map(({ bytes = 0 }) => bytes));
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
