import { ApiError } from "../../http/apiError";
import { badFile } from "./badFile";
import type { ByteReader } from "./byteReader";
import { refuseLfsPointer } from "./lfsPointer";
import { readGguf } from "./gguf";
import { ggufTable, numpyArchiveTable, numpyTable, parquetTable, safetensorsTable } from "./modelFileTables";
import type { ModelFileTable } from "../../web/modelFile/modelFileTable";
import type { ModelFileEnding } from "./modelFileName";
import { modelFileEnding } from "./modelFileName";
import { readNumpyArray } from "./numpy";
import { readNumpyArchive } from "./numpyArchive";
import { readParquet } from "./parquet";
import { readSafetensors } from "./safetensors";

const READERS: Readonly<Record<ModelFileEnding, (reader: ByteReader) => Promise<ModelFileTable>>> = {
  safetensors: async (reader) => safetensorsTable(await readSafetensors(reader)),
  gguf: async (reader) => ggufTable(await readGguf(reader)),
  npy: async (reader) => numpyTable(await readNumpyArray(reader)),
  npz: async (reader) => numpyArchiveTable(await readNumpyArchive(reader)),
  parquet: async (reader) => parquetTable(await readParquet(reader)),
};

/**
 * Reads the header of a model file.
 * @throws ApiError of kind badResponse that says what is wrong with the file; the reader's own error when it can't be
 * read at all; the signal's reason when aborted.
 */
export async function readModelFile(
  name: string,
  reader: ByteReader,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<ModelFileTable> {
  const ending = modelFileEnding(name);
  if (ending === undefined) {
    throw badFile("it is of no kind whose header is known");
  }
  try {
    const file = abortable(reader, signal);
    await refuseLfsPointer(file);
    return await READERS[ending](file);
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof ApiError ? error : badFile("its header can't be understood", error);
  }
}

function abortable(reader: ByteReader, signal: AbortSignal | undefined): ByteReader {
  return {
    get size() {
      return reader.size;
    },
    get isExhausted() {
      return reader.isExhausted === true;
    },
    read: async (start, length) => {
      signal?.throwIfAborted();
      return reader.read(start, length);
    },
  };
}
