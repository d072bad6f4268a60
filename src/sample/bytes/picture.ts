import { crc32, deflateSync } from "node:zlib";

/** Red, green, blue, each 0–255. */
export type Colour = readonly [number, number, number];

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A picture of up to four colours, two bits a pixel. The width must be a multiple of 4. */
export class Picture {
  readonly width: number;
  readonly height: number;
  readonly #rows: Buffer;
  readonly #stride: number;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#stride = width / 4 + 1;
    this.#rows = Buffer.alloc(this.#stride * height);
  }

  /** Outside of the picture, nothing happens. */
  set(x: number, y: number, colour: number): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) {
      return;
    }
    const at = y * this.#stride + 1 + (x >> 2);
    const shift = 6 - 2 * (x & 3);
    this.#rows[at] = ((this.#rows[at] ?? 0) & ~(3 << shift)) | (colour << shift);
  }

  /** Stored, not squeezed: the size of the file then depends on the picture's extent alone. */
  encode(palette: readonly Colour[]): Buffer {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(this.width, 0);
    header.writeUInt32BE(this.height, 4);
    header.set([2, 3, 0, 0, 0], 8);
    return Buffer.concat([
      SIGNATURE,
      chunk("IHDR", header),
      chunk("PLTE", Buffer.from(palette.flat())),
      chunk("IDAT", deflateSync(this.#rows, { level: 0 })),
      chunk("IEND", Buffer.alloc(0)),
    ]);
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
