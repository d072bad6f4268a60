import { formatBytes } from "../../text/formatNumbers";
import { badFile } from "./badFile";
import type { ByteReader } from "./byteReader";
import { toNumpyType, toShape } from "./numpyType";
import { parameterCount } from "./parameterCount";
import { parsePythonLiteral, type PythonValue } from "./pythonLiteral";

export interface NumpyArray {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly isFortranOrder: boolean;
  readonly elements: number;
  /** Of the data; undefined for Python objects, which are pickled. */
  readonly bytes?: number;
}

const MAGIC = "\u0093NUMPY";
const LONGEST_HEADER = 1024 * 1024;

/** The header of a .npy file. Layout: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html. */
export async function readNumpyArray(reader: ByteReader): Promise<NumpyArray> {
  const start = Buffer.from(await reader.read(0, 10));
  if (start.toString("latin1", 0, MAGIC.length) !== MAGIC) {
    throw badFile("it is not a NumPy file: it does not begin as one");
  }
  const version = start.readUInt8(6);
  if (version < 1 || version > 3) {
    throw badFile(`it is of version ${version} of NumPy's format, which is not known`);
  }
  const [headerStart, length] = await headerPlace(reader, version);
  if (length > LONGEST_HEADER) {
    throw badFile(`it announces a header of ${formatBytes(length)}, which is more than NumPy writes`);
  }
  const header = Buffer.from(await reader.read(headerStart, length));
  const array = toArray(header.toString(version === 3 ? "utf8" : "latin1"));
  checkData(array, headerStart + length, reader.size);
  return array;
}

async function headerPlace(reader: ByteReader, version: number): Promise<readonly [start: number, length: number]> {
  if (version === 1) {
    return [10, Buffer.from(await reader.read(8, 2)).readUInt16LE()];
  }
  return [12, Buffer.from(await reader.read(8, 4)).readUInt32LE()];
}

function checkData({ shape, dtype, bytes = 0 }: NumpyArray, start: number, size = Infinity): void {
  if (start + bytes > size) {
    throw badFile(`its data is cut off: [${shape.join(", ")}] of ${dtype} does not fit into the file`);
  }
}

function toArray(header: string): NumpyArray {
  const fields = parsePythonLiteral(header);
  if (!isDict(fields)) {
    throw badFile("its header is not the Python dict that NumPy writes");
  }
  const descr = fields.get("descr");
  const isFortranOrder = fields.get("fortran_order");
  if (descr === undefined || typeof isFortranOrder !== "boolean") {
    throw badFile("its header lacks the dtype or the order of the array");
  }
  const type = toNumpyType(descr);
  const shape = toShape(fields.get("shape"));
  const elements = parameterCount("the array", shape);
  const known = { dtype: type.name, shape, isFortranOrder, elements };
  return type.itemSize === undefined ? known : { ...known, bytes: elements * type.itemSize };
}

function isDict(value: PythonValue): value is ReadonlyMap<string, PythonValue> {
  return value instanceof Map;
}
