import type { ByteSource } from "./byteSource";
import { Dice, hashOf } from "./dice";

const TILE = 512 * 1024;
let tile: Buffer | undefined;

/** Small bfloat16 numbers around zero, as trained weights are, so that statistics of a generated tensor look right. */
function weightTile(): Buffer {
  if (tile !== undefined) {
    return tile;
  }
  const dice = new Dice("weights");
  const float = new Float32Array(1);
  const bits = new Uint32Array(float.buffer);
  const bytes = Buffer.allocUnsafe(TILE);
  for (let i = 0; i < TILE; i += 2) {
    float[0] = dice.normal() * 0.02;
    bytes.writeUInt16LE((bits[0] ?? 0) >>> 16, i);
  }
  return (tile = bytes);
}

/**
 * Weights of any size that are stored nowhere: one tile over and over, each time turned by another amount, so that no
 * two places look alike and a byte depends on the seed and its offset alone.
 */
export function weightBytes(size: number, ...seed: readonly (string | number)[]): ByteSource {
  return { size, read: (offset, length) => readTurned(offset, length, hashOf(...seed)) };
}

function readTurned(offset: number, length: number, seed: number): Uint8Array {
  const source = weightTile();
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const round = Math.floor((offset + done) / TILE);
    const within = (offset + done) % TILE;
    // Even, so that the two bytes of a number stay together.
    const turn = (hashOf(seed, round) % (TILE / 2)) * 2;
    const from = (within + turn) % TILE;
    const count = Math.min(length - done, TILE - within, TILE - from);
    source.copy(bytes, done, from, from + count);
    done += count;
  }
  return bytes;
}
