import type { SeriesPoints } from "./series";

/** A metric as one file says it. */
export interface FileSeries {
  readonly name: string;
  readonly points: SeriesPoints;
}

/** The part of a file that was read. */
export interface SeriesReading {
  readonly series: readonly FileSeries[];
  /** Parts of a sentence that say what could not be read: "2 of its 300 lines are not valid JSON". Empty when all could. */
  readonly problems: readonly string[];
}

/**
 * Reads a file of series from its first byte to its last, wherever the pieces are cut, and goes on where the file grew. It
 * never throws: what can't be read is a problem beside what can.
 */
export interface SeriesReader {
  /** The place in the file of the byte that is wanted next. It may leave out some that hold no series. */
  readonly position: number;
  /** True when nothing more is wanted of the file, even if it goes on. */
  readonly isDone: boolean;
  /** Takes the bytes that stand at `position`. */
  append(bytes: Uint8Array): void;
  /** `isWhole` says that the file has ended: what is cut off then is a problem, and is not waited for. Nothing is forgotten. */
  read(options: { readonly isWhole: boolean }): SeriesReading;
}

/** Of one file. More is no log of a training. */
export const MOST_NAMES = 2_000;
export const MOST_POINTS = 2_000_000;
