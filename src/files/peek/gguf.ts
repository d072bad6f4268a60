import { badFile, quoted } from "./badFile";
import { ByteCursor } from "./byteCursor";
import type { ByteReader } from "./byteReader";
import { ggmlTypeOf } from "./ggmlTypes";
import { readGgufMetadata, type GgufValue } from "./ggufMetadata";
import { parameterCount } from "./parameterCount";

export interface GgufHeader {
  readonly version: number;
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly tensors: readonly GgufTensor[];
}

interface GgufTensor {
  readonly name: string;
  /** As "Q4_K"; "type 99" for one that is not known. */
  readonly type: string;
  /** The fastest changing one first: PyTorch's shape the other way round. */
  readonly dimensions: readonly number[];
  readonly parameters: number;
  /** Undefined for a type that is not known. */
  readonly bytes?: number;
}

interface PlacedTensor {
  readonly tensor: GgufTensor;
  readonly offset: number;
}

const MAGIC = 0x46554747;
const MOST_DIMENSIONS = 8;
const MOST_TENSORS = 200_000;
const MOST_PAIRS = 50_000;
const ALIGNMENT = 32;

/** Layout: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. */
export async function readGguf(reader: ByteReader): Promise<GgufHeader> {
  const cursor = new ByteCursor(reader);
  if ((await cursor.uint32()) !== MAGIC) {
    throw badFile("it is not a GGUF file: it does not begin as one");
  }
  const version = await cursor.uint32();
  checkVersion(version);
  const tensorCount = await cursor.uint64();
  const pairCount = await cursor.uint64();
  if (tensorCount > MOST_TENSORS || pairCount > MOST_PAIRS) {
    throw badFile(`it announces ${tensorCount} tensors and ${pairCount} metadata values, which no model has`);
  }
  const metadata = await readGgufMetadata(cursor, pairCount);
  const tensors: PlacedTensor[] = [];
  for (let index = 0; index < tensorCount; index++) {
    tensors.push(await readTensor(cursor));
  }
  checkPlaces(tensors, dataStart(cursor.position, metadata), reader.size);
  return { version, metadata, tensors: tensors.map(({ tensor }) => tensor) };
}

function checkVersion(version: number): void {
  if (version !== 0 && (version & 0xffff) === 0) {
    throw badFile("it is a big-endian GGUF file, and those are not read");
  }
  if (version !== 2 && version !== 3) {
    throw badFile(`it is of version ${version} of GGUF, which is not known`);
  }
}

async function readTensor(cursor: ByteCursor): Promise<PlacedTensor> {
  const name = await cursor.text();
  const count = await cursor.uint32();
  if (count > MOST_DIMENSIONS) {
    throw badFile(`the tensor ${quoted(name)} has ${count} dimensions, by its own account`);
  }
  const dimensions: number[] = [];
  for (let index = 0; index < count; index++) {
    dimensions.push(await cursor.uint64());
  }
  const id = await cursor.uint32();
  const offset = await cursor.uint64();
  const type = ggmlTypeOf(id);
  const parameters = parameterCount(name, dimensions);
  const known = { name, dimensions, parameters, type: type?.name ?? `type ${id}` };
  return {
    offset,
    tensor: type === undefined ? known : { ...known, bytes: Math.ceil(parameters / type.elements) * type.bytes },
  };
}

function dataStart(headerEnd: number, metadata: GgufHeader["metadata"]): number {
  const said = metadata.get("general.alignment");
  const alignment = typeof said === "number" && said > 0 ? said : ALIGNMENT;
  return Math.ceil(headerEnd / alignment) * alignment;
}

function checkPlaces(tensors: readonly PlacedTensor[], start: number, size = Infinity): void {
  for (const { tensor, offset } of tensors) {
    if (start + offset + (tensor.bytes ?? 0) > size) {
      throw badFile(
        `the tensor ${quoted(tensor.name)} lies beyond the file's end: the file is cut off, or its header wrong`,
      );
    }
  }
}
