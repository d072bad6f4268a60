import { formatBytes } from "../../text/formatNumbers";
import { cutEnd } from "../../text/cutText";
import { badFile } from "./badFile";
import { sizeOf, type ByteReader } from "./byteReader";
import { readLogicalType, storedText, typeText, type ParquetType } from "./parquetType";
import { THRIFT, ThriftReader } from "./thriftReader";

export interface ParquetFooter {
  readonly rows: number;
  readonly rowGroups: number;
  readonly columns: readonly ParquetColumn[];
  readonly createdBy?: string;
  /** Keys alone: values are schemas of other tools, of kilobytes. */
  readonly metadataKeys: readonly string[];
}

/** A column that holds values, not a group of columns. */
interface ParquetColumn {
  /** With the groups that it lies in: "item.list.element". */
  readonly name: string;
  /** The meaning of its values, as "TIMESTAMP(MICROS, UTC)"; where there is none, the way they are stored. */
  readonly type: string;
  /** As "INT64". */
  readonly stored: string;
  readonly repetition: string;
}

interface SchemaElement {
  name: string;
  readonly type: ParquetType;
  repetition: number;
  children: number;
}

interface Group {
  readonly path: string;
  left: number;
}

interface Footer {
  rows: number;
  rowGroups: number;
  createdBy?: string;
  readonly schema: SchemaElement[];
  readonly metadataKeys: string[];
}

const TRAILER = 8;
/** Read at once with the trailer: most footers are no longer. */
const TAIL = 64 * 1024;
const MOST_ELEMENTS = 100_000;
const MOST_KEYS = 10_000;
const DEEPEST = 100;
const LONGEST_NAME = 1_000;
const REPETITIONS = ["required", "optional", "repeated"];

/** Layout: https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift. */
export async function readParquet(reader: ByteReader): Promise<ParquetFooter> {
  const size = await sizeOf(reader);
  const tailSize = Math.min(size, TAIL);
  const trailer = Buffer.from(await reader.read(size - tailSize, tailSize)).subarray(-TRAILER);
  const magic = trailer.toString("latin1", 4);
  if (magic === "PARE") {
    throw badFile("its footer is encrypted");
  }
  if (magic !== "PAR1") {
    throw badFile("it is not a Parquet file, or it is cut off: it does not end as one");
  }
  const length = trailer.readUInt32LE();
  if (length > size - TRAILER) {
    throw badFile(`it announces a footer of ${formatBytes(length)}, but the file has ${formatBytes(size)}`);
  }
  const { schema, ...footer } = parseFooter(await reader.read(size - TRAILER - length, length));
  return { ...footer, columns: toColumns(schema) };
}

function parseFooter(bytes: Uint8Array): Footer {
  const footer: Footer = { rows: 0, rowGroups: 0, schema: [], metadataKeys: [] };
  const thrift = new ThriftReader(bytes);
  thrift.struct({
    2: [THRIFT.list, () => thrift.list(THRIFT.struct, () => addTo(footer.schema, readElement(thrift), MOST_ELEMENTS))],
    3: [THRIFT.int64, () => (footer.rows = thrift.int())],
    4: [THRIFT.list, () => thrift.list(THRIFT.struct, () => countGroup(thrift, footer))],
    5: [THRIFT.list, () => thrift.list(THRIFT.struct, () => addTo(footer.metadataKeys, readKey(thrift), MOST_KEYS))],
    6: [THRIFT.binary, () => (footer.createdBy = cutEnd(thrift.text(), LONGEST_NAME))],
  });
  if (footer.schema.length === 0) {
    throw badFile("its footer has no schema");
  }
  if (!Number.isSafeInteger(footer.rows) || footer.rows < 0) {
    throw badFile("its footer has no number of rows that can be understood");
  }
  return footer;
}

function addTo<T>(items: T[], item: T, most: number): void {
  if (items.length === most) {
    throw badFile("its footer names more columns or keys than can be shown");
  }
  items.push(item);
}

function readElement(thrift: ThriftReader): SchemaElement {
  const type: ParquetType = {};
  const element: SchemaElement = { name: "", type, repetition: 0, children: 0 };
  thrift.struct({
    1: [THRIFT.int32, () => (type.physical = thrift.int())],
    2: [THRIFT.int32, () => (type.length = thrift.int())],
    3: [THRIFT.int32, () => (element.repetition = thrift.int())],
    4: [THRIFT.binary, () => (element.name = cutEnd(thrift.text(), LONGEST_NAME))],
    5: [THRIFT.int32, () => (element.children = thrift.int())],
    6: [THRIFT.int32, () => (type.converted = thrift.int())],
    7: [THRIFT.int32, () => (type.scale = thrift.int())],
    8: [THRIFT.int32, () => (type.precision = thrift.int())],
    10: [THRIFT.struct, () => Object.assign(type, { logical: readLogicalType(thrift) })],
  });
  return element;
}

function countGroup(thrift: ThriftReader, footer: Footer): void {
  thrift.struct({});
  footer.rowGroups++;
}

function readKey(thrift: ThriftReader): string {
  let key = "";
  thrift.struct({ 1: [THRIFT.binary, () => (key = cutEnd(thrift.text(), LONGEST_NAME))] });
  return key;
}

/** The schema is a tree, written from its root down with the number of children at each group. */
function toColumns([root, ...elements]: readonly SchemaElement[]): readonly ParquetColumn[] {
  const columns: ParquetColumn[] = [];
  const groups: Group[] = [{ path: "", left: root?.children ?? 0 }];
  for (const element of elements) {
    const name = cutEnd(`${takeParent(groups).path}${element.name}`, LONGEST_NAME);
    if (element.children > 0) {
      groups.push({ path: `${name}.`, left: element.children });
    } else {
      columns.push(toColumn(name, element));
    }
  }
  return columns;
}

/** The innermost group that lacks a child, which is now counted as there. */
function takeParent(groups: Group[]): Group {
  while (groups.at(-1)?.left === 0) {
    groups.pop();
  }
  const group = groups.at(-1);
  if (group === undefined || groups.length > DEEPEST) {
    throw badFile("its footer has a schema that is no tree");
  }
  group.left--;
  return group;
}

function toColumn(name: string, { type, repetition }: SchemaElement): ParquetColumn {
  return { name, type: typeText(type), stored: storedText(type), repetition: REPETITIONS[repetition] ?? "unknown" };
}
