import { ApiError } from "../../http/apiError";
import { openSeriesReader } from "../../series/formats/openSeriesReader";
import { seriesFormatOf, type SeriesFormat } from "../../series/seriesFile";
import type { SeriesReader, SeriesReading } from "../../series/seriesReader";
import type { CallOptions } from "../../sources/contract/entry";
import type { ByteRange, FileContent } from "../../sources/contract/sourceFiles";
import { formatBytes } from "../../text/formatNumbers";

export type OpenLog = (range: ByteRange | undefined, options: CallOptions) => Promise<FileContent>;

export interface LogFacts {
  readonly size?: number;
  readonly modifiedAt?: number;
}

interface LogFileOptions {
  /** Below the run. */
  readonly path: string;
  readonly open: OpenLog;
  /** Bytes that are read of it at most. */
  readonly most: number;
}

interface LogReadOptions extends CallOptions {
  /** From its listing; a file that is as it was is not asked for. */
  readonly facts: LogFacts;
  /** Told of the bytes that came. */
  readonly onBytes: (count: number) => void;
}

/** The end of what was read, which a file that only grew still has there. */
const OVERLAP = 64;
/** To pass over more than this, another request is sent. */
const MOST_SKIPPED = 1_000_000;
/** Long pieces would hold up all else. */
const PIECE = 256 * 1024;
const UNSATISFIABLE = 416;
const LFS_POINTER = Buffer.from("version https://git-lfs.github.com/spec/");

/** A file of series: it is read once, and then on from where it ended. */
export class LogFile {
  readonly path: string;
  readonly #open: OpenLog;
  readonly #most: number;
  readonly #format: SeriesFormat;
  #reader: SeriesReader;
  /** The last bytes that the reader took. */
  #tail: Buffer = Buffer.alloc(0);
  #came = 0;
  #facts: LogFacts | undefined;
  #isPointer = false;

  constructor({ path, open, most }: LogFileOptions) {
    this.path = path;
    this.#open = open;
    this.#most = most;
    this.#format = seriesFormatOf(path.slice(path.lastIndexOf("/") + 1)) ?? "csv";
    this.#reader = openSeriesReader(this.#format);
  }

  /** `isWhole` says that the file will not grow any more. */
  reading(isWhole: boolean): SeriesReading {
    const { series, problems } = this.#reader.read({ isWhole: isWhole && !this.#isCut });
    if (this.#isPointer) {
      return { series: [], problems: ["it is a pointer of Git LFS, not the file"] };
    }
    const cut = this.#isCut ? [`only its first ${formatBytes(this.#most)} were read`] : [];
    return { series, problems: [...problems, ...cut] };
  }

  /** Reads what is new. What came before a failure stays, and the next read goes on there. @throws ApiError, or the signal's reason. */
  async read({ facts, ...options }: LogReadOptions): Promise<void> {
    if (this.#isAsRead(facts)) {
      return;
    }
    if (
      this.#facts !== undefined &&
      (this.#format === "trainerState" || (facts.size ?? Infinity) < this.#reader.position)
    ) {
      this.#startAgain();
    }
    this.#facts = undefined;
    let isMore = true;
    while (isMore && !this.#isFinished) {
      isMore = await this.#readOn(options);
    }
    this.#facts = facts;
  }

  /** True when the listing says nothing new since the file was read to its end. */
  #isAsRead({ size, modifiedAt }: LogFacts): boolean {
    const before = this.#facts;
    return before !== undefined && size !== undefined && before.size === size && before.modifiedAt === modifiedAt;
  }

  get #isCut(): boolean {
    return this.#came >= this.#most && !this.#reader.isDone;
  }

  get #isFinished(): boolean {
    return this.#reader.isDone || this.#isCut || this.#isPointer;
  }

  #startAgain(): void {
    this.#reader = openSeriesReader(this.#format);
    this.#tail = Buffer.alloc(0);
    this.#came = 0;
  }

  /** True when the rest lies further on, or the file is another one. */
  async #readOn(options: Omit<LogReadOptions, "facts">): Promise<boolean> {
    const start = Math.max(0, this.#reader.position - this.#tail.length);
    const content = await this.#openAt(start, options);
    if (content === undefined) {
      // It ends before what was read: another file has its name.
      const isOther = this.#tail.length > 0;
      this.#tail = Buffer.alloc(0);
      if (isOther) {
        this.#startAgain();
      }
      return isOther;
    }
    return await this.#take(content, start, options);
  }

  /** Undefined when the file ends before. */
  async #openAt(start: number, { signal }: CallOptions): Promise<FileContent | undefined> {
    try {
      return await this.#open(start === 0 ? undefined : { start }, { signal });
    } catch (error) {
      if (error instanceof ApiError && error.status === UNSATISFIABLE) {
        return undefined;
      }
      throw error;
    }
  }

  async #take(
    content: FileContent,
    start: number,
    { signal, onBytes }: Omit<LogReadOptions, "facts">,
  ): Promise<boolean> {
    const known = this.#tail;
    let overlap: Buffer = Buffer.alloc(0);
    let at = content.start;
    for await (const chunk of content.body) {
      signal.throwIfAborted();
      onBytes(chunk.length);
      const from = Math.max(0, start - at);
      if (overlap.length < known.length) {
        overlap = Buffer.concat([overlap, chunk.subarray(from)]).subarray(0, known.length);
        if (!overlap.equals(known.subarray(0, overlap.length))) {
          this.#startAgain();
          return true;
        }
      }
      this.#feed(chunk, at);
      at += chunk.length;
      // A service that gives files whole alone would send them again.
      const isFar = content.start === start && this.#reader.position > at + MOST_SKIPPED;
      if (this.#isFinished || isFar) {
        return (content.size ?? Infinity) > this.#reader.position;
      }
    }
    return false;
  }

  /** Gives the reader the bytes that it does not have yet; the chunk's first stands at `at`. */
  #feed(chunk: Uint8Array, at: number): void {
    this.#isPointer ||= at === 0 && Buffer.from(chunk.subarray(0, LFS_POINTER.length)).equals(LFS_POINTER);
    for (let wanted = this.#reader.position - at; wanted < chunk.length; wanted = this.#reader.position - at) {
      if (wanted < 0 || this.#isFinished) {
        return;
      }
      const piece = chunk.subarray(wanted, wanted + Math.min(PIECE, this.#most - this.#came));
      this.#reader.append(piece);
      this.#came += piece.length;
      const isNext = this.#reader.position === at + wanted + piece.length;
      this.#tail = isNext ? Buffer.concat([this.#tail, piece]).subarray(-OVERLAP) : Buffer.alloc(0);
    }
  }
}
