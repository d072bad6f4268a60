import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { ApiError } from "../../../http/apiError";
import type { ReadContext } from "../../../http/httpRequest";
import { isLoose } from "../../../text/looseValues";
import type { PathColumns } from "../../shared/paths/pathColumns";
import { ProjectFilesParser } from "./projectFilesParser";

/** Less than this is parsed before a thread of its own has started. In bytes. */
const SMALL = 1_000_000;
/** Some thousand files: a thread is told of few blocks, and ahead of it are few bytes. */
const BLOCK = 512 * 1024;
const MOST_AHEAD = 8;
/** A thread tells that it has parsed so many blocks: each message wakes the other one. */
const TOLD_AT_ONCE = 4;
const LIMIT_MB = 1_024;
/** Some million files. */
const MOST_BYTES = 2 ** 30;

/** To the thread: the bytes of an answer, and their end. */
type Block = { readonly bytes: Uint8Array } | "end";

/** From it: that it has parsed some blocks, and the result. */
type Progress =
  | { readonly kind: "parsed" }
  | { readonly kind: "done"; readonly columns: PathColumns }
  | { readonly kind: "failed"; readonly failure: Pick<ApiError, "kind" | "message"> };

/**
 * Reads a project's own listing, which the service gives in one answer, however long. A long one is parsed in a thread
 * of its own, and no other extension waits for it. The thread gets the answer's bytes, and no keys.
 * @throws ApiError for what is no such answer, and what the body throws.
 */
export async function readProjectFiles(
  body: AsyncIterable<Uint8Array>,
  { contentType, signal }: ReadContext,
): Promise<PathColumns> {
  const blocks = blocksOf(body);
  try {
    return await readBlocks(blocks, contentType, signal);
  } finally {
    await blocks.return(undefined);
  }
}

async function readBlocks(
  blocks: AsyncGenerator<Uint8Array, undefined>,
  contentType: string | undefined,
  signal: AbortSignal,
): Promise<PathColumns> {
  const first: Uint8Array[] = [];
  for (let size = 0; size < SMALL;) {
    const { value, done } = await blocks.next();
    if (done === true) {
      return parseHere(first, contentType);
    }
    first.push(value);
    size += value.length;
  }
  const thread = new ParsingThread(contentType, signal);
  try {
    for (const block of first) {
      await thread.take(block);
    }
    for await (const block of blocks) {
      await thread.take(block);
    }
    return await thread.end();
  } finally {
    await thread.dispose();
  }
}

/** In blocks of a size that is worth a message, which own their memory. */
async function* blocksOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  let chunks: Uint8Array[] = [];
  let size = 0;
  let total = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    total += chunk.length;
    if (total > MOST_BYTES) {
      throw new ApiError("badResponse", "the answer is too long");
    }
    if (size >= BLOCK) {
      yield joined(chunks, size);
      [chunks, size] = [[], 0];
    }
  }
  if (size > 0) {
    yield joined(chunks, size);
  }
  return undefined;
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const block = Buffer.allocUnsafeSlow(size);
  let at = 0;
  for (const chunk of chunks) {
    block.set(chunk, at);
    at += chunk.length;
  }
  return block;
}

function parseHere(blocks: readonly Uint8Array[], contentType: string | undefined): PathColumns {
  const parser = new ProjectFilesParser();
  for (const block of blocks) {
    parser.write(block);
  }
  return parser.finish(contentType);
}

/** The thread that parses an answer, from the side of who reads it. */
class ParsingThread {
  readonly #worker: Worker;
  readonly #result: Promise<PathColumns>;
  readonly #signal: AbortSignal;
  #ahead = 0;
  #onParsed: () => void = () => undefined;
  #fail: (reason: unknown) => void = () => undefined;
  readonly #abort = () => this.#fail(this.#signal.reason);

  constructor(contentType: string | undefined, signal: AbortSignal) {
    this.#signal = signal;
    const data = { projectFiles: { contentType } };
    const resourceLimits = { maxOldGenerationSizeMb: LIMIT_MB };
    // It needs nothing of the environment, which may hold keys.
    this.#worker = new Worker(__filename, { workerData: data, env: {}, resourceLimits });
    this.#result = new Promise((resolve, reject) => {
      this.#fail = reject;
      this.#worker.on("message", (progress: Progress) => this.#note(progress, resolve));
      this.#worker.once("error", (error) => reject(brokenOff(error)));
      this.#worker.once("exit", () => reject(brokenOff()));
    });
    // It may be noticed late.
    this.#result.catch(() => undefined);
    signal.addEventListener("abort", this.#abort);
  }

  /** Takes the block's memory. Waits while many are ahead. */
  async take(block: Uint8Array): Promise<void> {
    this.#post({ bytes: block }, [block.buffer as ArrayBuffer]);
    this.#ahead += 1;
    if (this.#ahead >= MOST_AHEAD) {
      const parsed = new Promise<void>((resolve) => (this.#onParsed = resolve));
      await Promise.race([parsed, this.#result]);
    }
  }

  end(): Promise<PathColumns> {
    this.#post("end");
    return this.#result;
  }

  async dispose(): Promise<void> {
    this.#signal.removeEventListener("abort", this.#abort);
    await this.#worker.terminate();
  }

  #post(block: Block, owned: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(block, owned);
  }

  #note(progress: Progress, resolve: (columns: PathColumns) => void): void {
    switch (progress.kind) {
      case "parsed":
        this.#ahead -= TOLD_AT_ONCE;
        this.#onParsed();
        break;
      case "done":
        resolve(progress.columns);
        break;
      case "failed":
        this.#fail(new ApiError(progress.failure.kind, progress.failure.message));
    }
  }
}

/** The thread's own words may quote the answer, and are not logged. */
function brokenOff(error?: NodeJS.ErrnoException): ApiError {
  const isTooLong = error?.code === "ERR_WORKER_OUT_OF_MEMORY";
  return new ApiError("badResponse", isTooLong ? "the answer is too long" : "the answer could not be parsed");
}

/** Runs in the thread. */
function parseThere(port: NonNullable<typeof parentPort>, contentType: string | undefined): void {
  const parser = new ProjectFilesParser();
  let blocks = 0;
  const tell = (progress: Progress, owned: readonly ArrayBuffer[] = []) => port.postMessage(progress, owned);
  port.on("message", (block: Block) => {
    try {
      if (block === "end") {
        const columns = parser.finish(contentType);
        tell({ kind: "done", columns }, buffersOf(columns));
      } else {
        parser.write(block.bytes);
        blocks += 1;
        if (blocks % TOLD_AT_ONCE === 0) {
          tell({ kind: "parsed" });
        }
      }
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      tell({ kind: "failed", failure: { kind: error.kind, message: error.message } });
      port.close();
    }
  });
}

function buffersOf(columns: PathColumns): ArrayBuffer[] {
  return Object.values(columns).flatMap((column: unknown) =>
    ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : [],
  );
}

const data: unknown = workerData;
if (!isMainThread && parentPort !== null && isLoose(data) && isLoose(data["projectFiles"])) {
  const { contentType } = data["projectFiles"];
  parseThere(parentPort, typeof contentType === "string" ? contentType : undefined);
}
