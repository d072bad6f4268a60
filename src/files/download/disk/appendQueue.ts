/** Bytes that wait at most, while others are being written. */
const MOST_BYTES = 1024 * 1024;
/** A system takes so many pieces in one call. */
const MOST_PIECES = 512;

/** Bytes on their way to a file, in their order: more are received while some are written, within bounds of memory. */
export class AppendQueue {
  readonly #write: (pieces: readonly Uint8Array[]) => Promise<void>;
  #pieces: Uint8Array[] = [];
  #bytes = 0;
  /** Batches that were begun, the one that gathers included. */
  #begun = 0;
  #written = 0;
  #writing: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(write: (pieces: readonly Uint8Array[]) => Promise<void>) {
    this.#write = write;
  }

  /** Waits while too much is under way. @throws what an earlier writing threw. */
  async add(piece: Uint8Array): Promise<void> {
    this.#throwFailure();
    this.#begun += this.#pieces.length === 0 ? 1 : 0;
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    this.#writing ??= this.#writeBatch();
    if (this.#bytes >= MOST_BYTES || this.#pieces.length >= MOST_PIECES) {
      await this.#writing;
      this.#throwFailure();
    }
  }

  /** Until all that was added before is written, be more added meanwhile. */
  async flush(): Promise<void> {
    const last = this.#begun;
    while (this.#written < last && this.#writing !== undefined) {
      await this.#writing;
    }
    this.#throwFailure();
  }

  /** Until nothing is being written any more, be it for a failure. */
  async settle(): Promise<void> {
    while (this.#writing !== undefined) {
      await this.#writing;
    }
  }

  async #writeBatch(): Promise<void> {
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#bytes = 0;
    try {
      await this.#write(pieces);
      this.#written += 1;
    } catch (error) {
      this.#failure = { error };
    }
    const isMore = this.#pieces.length > 0 && this.#failure === undefined;
    this.#writing = isMore ? this.#writeBatch() : undefined;
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) {
      throw this.#failure.error;
    }
  }
}
