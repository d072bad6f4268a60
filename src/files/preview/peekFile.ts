import type { FileContent, ByteRange } from "../../sources/contract/sourceFiles";
import type { ModelFileContent } from "../../web/modelFile/messages";
import { RangeByteReader } from "../peek/byteReader";
import { readModelFile } from "../peek/modelFile";
import { defined } from "../../text/defined";

/** The result. */
export type Peeked =
  | { readonly kind: "content"; readonly content: ModelFileContent }
  | { readonly kind: "failure"; readonly reason: string; readonly cause: unknown };

/**
 * Reads the header of a model file, for the few bytes that it takes.
 * @throws the signal's reason when aborted.
 */
export async function peekFile(
  name: string,
  open: (range: ByteRange) => Promise<FileContent>,
  signal: AbortSignal,
): Promise<Peeked> {
  const reader = new RangeByteReader(open);
  try {
    const table = await readModelFile(name, reader, { signal });
    const { size, transferred } = reader;
    return { kind: "content", content: { table, transferred, ...defined({ size }) } };
  } catch (error) {
    signal.throwIfAborted();
    const { message, cause } = error instanceof Error ? error : new Error(String(error));
    return { kind: "failure", reason: message, cause };
  }
}
