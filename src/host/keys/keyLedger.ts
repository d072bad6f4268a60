import { number, object, pipe, record, string, transform, union } from "valibot";
import { checkedJson } from "../../text/checkedJson";

/** Marks the keys of an address, with the time that they were set. Holds nothing of the keys. */
export interface KeyMark {
  /** Tells keys from others; "" where they were removed. */
  readonly account: string;
  /** ms since the epoch, and more than any mark before it had, so that clocks that differ do no harm. */
  readonly at: number;
}

/** An earlier version kept the account alone. */
const MARK = union([
  object({ account: string(), at: number() }),
  pipe(
    string(),
    transform((account) => ({ account, at: 0 })),
  ),
]);
const MARKS = record(string(), MARK);

/** A file that all windows of one host share. */
export interface LedgerFile {
  /** Rejects when there is none. */
  read(): Promise<string>;
  write(text: string): Promise<void>;
}

/** Marks the latest keys of each address, in a file that every window of a host reads. */
export class KeyLedger {
  readonly #file: LedgerFile;
  /** The marks that this window began with, has written, or has seen with the secret that belongs to them. */
  readonly #known: Promise<Map<string, KeyMark>>;
  /** One write after the other, or each would take away what the other adds. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(file: LedgerFile) {
    this.#file = file;
    this.#known = this.#readAll().then((marks) => new Map(Object.entries(marks)));
  }

  /** Undefined when nothing is known, which lets the secrets speak for themselves. */
  async read(name: string): Promise<KeyMark | undefined> {
    await this.#writing;
    return (await this.#readAll())[name];
  }

  async write(name: string, mark: KeyMark): Promise<void> {
    const written = this.#writing.then(() => this.#write(name, mark));
    this.#writing = written.catch(() => undefined);
    await written;
  }

  /** Notes that this window is up to date with a mark. */
  async settle(name: string, mark: KeyMark): Promise<void> {
    (await this.#known).set(name, mark);
  }

  /** True when another window has written a mark that this one has not caught up with. */
  async isNews(name: string, mark: KeyMark): Promise<boolean> {
    const known = (await this.#known).get(name);
    return known?.account !== mark.account || known.at !== mark.at;
  }

  async #write(name: string, mark: KeyMark): Promise<void> {
    await this.settle(name, mark);
    await this.#file.write(JSON.stringify({ ...(await this.#readAll()), [name]: mark }));
  }

  async #readAll(): Promise<Readonly<Record<string, KeyMark>>> {
    const text = await this.#file.read().catch(() => "");
    return checkedJson(MARKS, text) ?? {};
  }
}
