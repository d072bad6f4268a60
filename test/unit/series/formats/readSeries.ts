import type { SeriesReader, SeriesReading } from "../../../../src/series/seriesReader";

/** A reading as plain arrays; columns that say nothing are left out. */
export interface PlainReading {
  readonly series: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  readonly problems: readonly string[];
}

/** Feeds a reader with a file in pieces of one length, and gives what it then says. */
export function readSeries(reader: SeriesReader, file: string | Uint8Array, piece = 7, isWhole = true): PlainReading {
  feed(reader, typeof file === "string" ? Buffer.from(file) : file, piece);
  return plainReading(reader.read({ isWhole }));
}

/** Goes on where the reader is, until it wants no more or the file ends. */
export function feed(reader: SeriesReader, file: Uint8Array, piece = 7): void {
  while (!reader.isDone && reader.position < file.length) {
    reader.append(file.subarray(reader.position, reader.position + piece));
  }
}

export function plainReading({ series, problems }: SeriesReading): PlainReading {
  const plain = series.map(({ name, points }) => {
    const columns = Object.entries(points) as [string, Float64Array][];
    const known = columns.filter(([, column]) => column.some((value) => !Number.isNaN(value)) || column.length === 0);
    return [name, Object.fromEntries(known.map(([key, column]) => [key, [...column]]))] as const;
  });
  return { series: Object.fromEntries(plain), problems };
}
