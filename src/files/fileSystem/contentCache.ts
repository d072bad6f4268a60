interface Kept {
  readonly bytes: Uint8Array;
  readonly readAt: number;
}

/** The read ends with the signal, and reports each piece that arrives. */
export interface ContentRead {
  readonly signal: AbortSignal;
  readonly progress: () => void;
}

interface Reading {
  readonly bytes: Promise<Uint8Array>;
  readonly controller: AbortController;
  /** When the read began, or when its latest piece arrived. */
  movedAt: number;
  /** The read that took the place of this one. */
  next?: Reading;
}

const MAX_FILE = 4 * 1024 * 1024;
const MAX_ALL = 32 * 1024 * 1024;
/** A running run's files grow: what is older than this is asked for again. */
const FRESH_MS = 15_000;
/** VS Code reads a file that it opens more than once within moments; after this, the user has opened it again. */
const STALLED_MS = 3000;

/**
 * The latest small files, so that going to and fro between editors asks for nothing. Equal reads are joined, and one that has
 * stalled gives its place, and its connection, to the next.
 */
export class ContentCache {
  readonly #kept = new Map<string, Kept>();
  readonly #underWay = new Map<string, Reading>();
  readonly #now: () => number;
  #size = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  async read(name: string, fetch: (read: ContentRead) => Promise<Uint8Array>): Promise<Uint8Array> {
    const kept = this.#kept.get(name);
    if (kept !== undefined && this.#now() - kept.readAt < FRESH_MS) {
      return kept.bytes;
    }
    const running = this.#underWay.get(name);
    const isUsable = running !== undefined && this.#now() - running.movedAt < STALLED_MS;
    const bytes = await bytesOf(isUsable ? running : this.#start(name, fetch, running));
    this.#keep(name, bytes);
    return bytes;
  }

  forget(name: string): void {
    const kept = this.#kept.get(name);
    this.#size -= kept?.bytes.length ?? 0;
    this.#kept.delete(name);
  }

  #start(name: string, fetch: (read: ContentRead) => Promise<Uint8Array>, stalled: Reading | undefined): Reading {
    const controller = new AbortController();
    const progress = (): void => void (reading.movedAt = this.#now());
    // Deferred by a turn, so that `progress` finds the reading.
    const bytes = Promise.resolve().then(() => fetch({ signal: controller.signal, progress }));
    const reading: Reading = { bytes, controller, movedAt: this.#now() };
    this.#underWay.set(name, reading);
    const end = (): void => {
      if (this.#underWay.get(name) === reading) {
        this.#underWay.delete(name);
      }
    };
    void bytes.then(end, end);
    if (stalled !== undefined) {
      stalled.next = reading;
      stalled.controller.abort();
    }
    return reading;
  }

  #keep(name: string, bytes: Uint8Array): void {
    this.forget(name);
    if (bytes.length > MAX_FILE) {
      return;
    }
    this.#kept.set(name, { bytes, readAt: this.#now() });
    this.#size += bytes.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= MAX_ALL) {
        return;
      }
      this.forget(oldest);
    }
  }
}

/** Callers that wait for a read that was given up get the bytes of the next one. */
async function bytesOf(reading: Reading): Promise<Uint8Array> {
  try {
    return await reading.bytes;
  } catch (error) {
    if (reading.next === undefined) {
      throw error;
    }
    return await bytesOf(reading.next);
  }
}
