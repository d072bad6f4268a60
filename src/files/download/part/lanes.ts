/** Of one range of a file that is received in several: so many bytes are held in memory until those before them are in. */
const SEGMENT_BYTES = 1024 * 1024;
/** A connection that brings more a second is not to be helped by others. */
const FAST_BYTES_PER_SECOND = 100_000_000;
/** So long may a connection keep its reader waiting beyond what a fast one would: the first bytes say little of the rest. */
const PATIENCE_MS = 40;
/** Ranges that one download holds in memory at once. */
const MOST_SEGMENTS = 16;

export interface LaneOptions {
  /** Connections of a download at once. */
  readonly most: number;
  readonly segmentBytes?: number;
  readonly fastBytesPerSecond?: number;
  readonly patienceMs?: number;
}

/** The connections that the large files of one download share, beyond the first of each. */
export class Lanes {
  readonly segmentBytes: number;
  readonly #fastBytesPerSecond: number;
  readonly #patienceMs: number;
  #most: number;
  #files = 0;

  constructor({
    most,
    segmentBytes = SEGMENT_BYTES,
    fastBytesPerSecond = FAST_BYTES_PER_SECOND,
    patienceMs = PATIENCE_MS,
  }: LaneOptions) {
    this.#most = Math.min(most, MOST_SEGMENTS);
    this.segmentBytes = segmentBytes;
    this.#fastBytesPerSecond = fastBytesPerSecond;
    this.#patienceMs = patienceMs;
  }

  /** True when others may help a connection. Time that its reader took for itself does not count. */
  isSlow(bytes: number, waitedMs: number): boolean {
    return waitedMs - (bytes / this.#fastBytesPerSecond) * 1000 > this.#patienceMs;
  }

  /** Connections for each file that takes several. */
  get share(): number {
    return Math.max(1, Math.floor(this.#most / Math.max(1, this.#files)));
  }

  enter(): void {
    this.#files += 1;
  }

  leave(): void {
    this.#files -= 1;
  }

  /** The service limits requests. */
  narrow(): void {
    this.#most = Math.max(1, Math.floor(this.#most / 2));
  }
}
