import { appendFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { NotedFile, RecordedDownload } from "./downloadRecord";
import { doneLine, headLine, pausedLine } from "./downloadRecord";
import type { DownloadItem } from "../part/downloadItem";

/**
 * A download's record on the disk. It is for later: a disk that does not take it must not stop the download, so nothing of
 * this throws.
 */
export class RecordFile {
  readonly file: string;
  readonly #onLeave: () => void;
  #indexes = new Map<DownloadItem, number>();
  #lines = "";
  #work: Promise<void> = Promise.resolve();

  /** @param onLeave Told when this window no longer works on it. */
  constructor(file: string, onLeave: () => void) {
    this.file = file;
    this.#onLeave = onLeave;
  }

  /** Writes it again, the old one or the new one, never half of it. `doneFiles` are there already. */
  async begin(download: RecordedDownload, doneFiles: number): Promise<void> {
    this.#indexes = new Map(download.items.map((item, index) => [item, index]));
    this.#lines = "";
    await this.#after(async () => {
      await mkdir(dirname(this.file), { recursive: true });
      const fresh = `${this.file}.new`;
      await writeFile(fresh, headLine(download, doneFiles), { mode: 0o600 });
      await rename(fresh, this.file);
    });
  }

  /** Files that come while others are being noted are noted together. */
  noteDone(file: NotedFile): void {
    const index = this.#indexes.get(file.item);
    if (index !== undefined) {
      this.#add(doneLine(index, file));
    }
  }

  /** Leaves it until the user asks for it. */
  async pause(): Promise<void> {
    this.#add(pausedLine());
    await this.#work;
    this.#onLeave();
  }

  /** Removes it: all is there, or it was discarded. */
  async remove(): Promise<void> {
    await this.#after(() => rm(this.file, { force: true }));
    this.#onLeave();
  }

  #add(lines: string): void {
    const isWaiting = this.#lines !== "";
    this.#lines += lines;
    if (!isWaiting) {
      void this.#after(async () => {
        const all = this.#lines;
        this.#lines = "";
        await appendFile(this.file, all, { flag: "a" });
      });
    }
  }

  #after(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work).catch(() => undefined);
    return this.#work;
  }
}
