import { joinedBytes, wholeBytes, type ByteSource } from "./byteSource";
import { weightBytes } from "./weightBytes";

export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
}

const BYTES_OF_BF16 = 2;

/**
 * A safetensors file of bfloat16 tensors: 8 bytes with the header's length (little-endian), the header as JSON, the data.
 * The header is padded with spaces to a multiple of 8, as the library does.
 */
export function safetensorsFile(tensors: readonly Tensor[], ...seed: readonly (string | number)[]): ByteSource {
  const header: Record<string, unknown> = { __metadata__: { format: "pt" } };
  let end = 0;
  for (const { name, shape } of tensors) {
    const start = end;
    end += shape.reduce((product, extent) => product * extent, BYTES_OF_BF16);
    header[name] = { dtype: "BF16", shape, data_offsets: [start, end] };
  }
  return joinedBytes(wholeBytes(framed(JSON.stringify(header))), weightBytes(end, ...seed));
}

function framed(header: string): Uint8Array {
  const json = Buffer.from(header.padEnd(Math.ceil(Buffer.byteLength(header) / 8) * 8), "utf8");
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json]);
}
