import { cutEnd } from "../../text/cutText";
import { badFile, quoted } from "./badFile";
import type { PythonValue } from "./pythonLiteral";

interface NumpyType {
  /** As NumPy calls it: "float32", "{x: float32, y: int32[2]}". */
  readonly name: string;
  /** Bytes of one element; undefined for Python objects, which are pickled. */
  readonly itemSize?: number;
}

const LONGEST_NAME = 400;
const CODE = /^([<>|=])?([fiucbSaUVmM])(\d{1,12})(\[[^\]]*\])?$/u;
const NUMBERS: Readonly<Record<string, string>> = { f: "float", i: "int", u: "uint", c: "complex", b: "bool" };
const OTHERS: Readonly<Record<string, string>> = {
  S: "bytes",
  a: "bytes",
  U: "str",
  V: "void",
  M: "datetime64",
  m: "timedelta64",
};
const BYTES_OF_CHARACTER = 4;

/** @param descr NumPy's own description: a code as "<f4", or a list of (name, description[, shape]). */
export function toNumpyType(descr: PythonValue): NumpyType {
  const type = typeof descr === "string" ? typeOfCode(descr) : typeOfFields(descr);
  return { ...type, name: cutEnd(type.name, LONGEST_NAME) };
}

function typeOfCode(code: string): NumpyType {
  if (/^[|<>=]?O\d*$/u.test(code)) {
    return { name: "object" };
  }
  const match = CODE.exec(code);
  if (match === null) {
    throw badFile(`its header names a dtype that is not known, ${quoted(code)}`);
  }
  const [, order, kind = "", digits, unit = ""] = match;
  const count = Number(digits);
  const name = nameOfKind(kind, count, unit);
  const itemSize = kind === "U" ? BYTES_OF_CHARACTER * count : count;
  return { name: order === ">" ? `${name} (big-endian)` : name, itemSize };
}

function nameOfKind(kind: string, count: number, unit: string): string {
  const number = NUMBERS[kind];
  if (number !== undefined) {
    return kind === "b" ? number : `${number}${count * 8}`;
  }
  return `${OTHERS[kind] ?? kind}${"mM".includes(kind) ? unit : `[${count}]`}`;
}

function typeOfFields(fields: PythonValue): NumpyType {
  if (!isList(fields)) {
    throw badFile("its header has no dtype that can be understood");
  }
  const types = fields.map(typeOfField);
  const sizes = types.map(({ itemSize }) => itemSize ?? NaN);
  const itemSize = sizes.reduce((sum, size) => sum + size, 0);
  const name = `{${types.map((type) => type.name).join(", ")}}`;
  return Number.isNaN(itemSize) ? { name } : { name, itemSize };
}

function typeOfField(field: PythonValue): NumpyType {
  const [title, descr, shape] = isList(field) ? field : [];
  // A name may come with a title: ("title", "name").
  const name = isList(title) ? title[1] : title;
  if (typeof name !== "string" || descr === undefined) {
    throw badFile("its header has no dtype that can be understood");
  }
  const type = toNumpyType(descr);
  const extents = shape === undefined ? [] : toShape(shape);
  const suffix = shape === undefined ? "" : `[${extents.join(", ")}]`;
  const named = { name: `${name}: ${type.name}${suffix}` };
  const count = extents.reduce((product, extent) => product * extent, 1);
  return type.itemSize === undefined ? named : { ...named, itemSize: type.itemSize * count };
}

export function toShape(value: PythonValue | undefined): readonly number[] {
  const extents = typeof value === "number" ? [value] : value;
  if (extents === undefined || !isList(extents) || !extents.every(isCount)) {
    throw badFile("its header has no shape that can be understood");
  }
  return extents;
}

function isCount(value: PythonValue): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isList(value: PythonValue | undefined): value is readonly PythonValue[] {
  return Array.isArray(value);
}
