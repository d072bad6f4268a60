/** The polynomial that NVMe and S3 use (`CRC64NVME`), bits reversed. */
const POLYNOMIAL = 0x9a6c9329ac4bc9b5n;
const ONES = 0xffffffffn;

/** As halves: numbers of 64 bits would be ten times as slow. */
interface Tables {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

let tables: Tables | undefined;

/** A checksum of 64 bits that is fed with bytes in their order. */
export class Crc64 {
  #high = 0xffffffff;
  #low = 0xffffffff;

  update(bytes: Uint8Array): void {
    const { high, low } = (tables ??= makeTables());
    let [above, below] = [this.#high, this.#low];
    for (const byte of bytes) {
      const index = (below ^ byte) & 0xff;
      below = ((below >>> 8) | (above << 24)) ^ (low[index] ?? 0);
      above = (above >>> 8) ^ (high[index] ?? 0);
    }
    [this.#high, this.#low] = [above, below];
  }

  digest(): string {
    return [this.#high, this.#low].map((half) => (~half >>> 0).toString(16).padStart(8, "0")).join("");
  }
}

function makeTables(): Tables {
  const values = Array.from({ length: 256 }, (_, byte) => shifted(BigInt(byte)));
  return {
    high: Uint32Array.from(values, (value) => Number(value >> 32n)),
    low: Uint32Array.from(values, (value) => Number(value & ONES)),
  };
}

function shifted(byte: bigint): bigint {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    value = (value & 1n) === 1n ? (value >> 1n) ^ POLYNOMIAL : value >> 1n;
  }
  return value;
}
