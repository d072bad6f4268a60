interface Kept {
  readonly bytes: Uint8Array;
  readonly readAt: number;
}

const MAX_FILE = 4 * 1024 * 1024;
const MAX_ALL = 32 * 1024 * 1024;
/** A running run's files grow: what is older than this is asked for again. */
const FRESH_MS = 15_000;

/** The latest small files, so that going to and fro between editors asks for nothing. Equal reads are joined. */
export class ContentCache {
  readonly #kept = new Map<string, Kept>();
  readonly #underWay = new Map<string, Promise<Uint8Array>>();
  readonly #now: () => number;
  #size = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  async read(name: string, fetch: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const kept = this.#kept.get(name);
    if (kept !== undefined && this.#now() - kept.readAt < FRESH_MS) {
      return kept.bytes;
    }
    let reading = this.#underWay.get(name);
    if (reading === undefined) {
      reading = fetch().finally(() => this.#underWay.delete(name));
      this.#underWay.set(name, reading);
    }
    const bytes = await reading;
    this.#keep(name, bytes);
    return bytes;
  }

  forget(name: string): void {
    const kept = this.#kept.get(name);
    this.#size -= kept?.bytes.length ?? 0;
    this.#kept.delete(name);
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
