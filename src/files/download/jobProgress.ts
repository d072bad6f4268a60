import { SpeedMeter } from "./speedMeter";
import type { FileProgress } from "./part/partContext";
import type { DownloadItem } from "./part/downloadItem";

const TOLD_EVERY_MS = 200;

export interface DownloadProgress {
  /** Bytes that are there, with those of skipped files and of earlier tries. */
  readonly bytes: number;
  /** Bytes of all files; absent while the size of one is not known. */
  readonly totalBytes?: number;
  /** Files that are done with, whether they came, were skipped or failed. */
  readonly files: number;
  readonly totalFiles: number;
  readonly bytesPerSecond: number;
  /** Absent while sizes are unknown or nothing comes. */
  readonly secondsLeft?: number;
  /** How long nothing is asked for, because the service limits requests. */
  readonly waitSeconds?: number;
}

interface JobProgressOptions {
  readonly now: () => number;
  readonly onProgress: (progress: DownloadProgress) => void;
}

/** Adds up what files report, and tells it a few times a second. */
export class JobProgress {
  readonly #options: JobProgressOptions;
  readonly #meter: SpeedMeter;
  readonly #totalFiles: number;
  readonly #positions = new Map<DownloadItem, number>();
  readonly #sizes = new Map<DownloadItem, number | undefined>();
  #bytes = 0;
  #totalBytes = 0;
  #received = 0;
  #files = 0;
  #unknownSizes = 0;
  #waitSeconds = 0;
  #toldAt = -Infinity;

  constructor(items: readonly DownloadItem[], options: JobProgressOptions) {
    this.#options = options;
    this.#totalFiles = items.length;
    this.#meter = new SpeedMeter(options.now());
    for (const item of items) {
      this.#sizes.set(item, item.size);
      this.#totalBytes += item.size ?? 0;
      this.#unknownSizes += item.size === undefined ? 1 : 0;
    }
  }

  /** Bytes that came over the network. */
  get received(): number {
    return this.#received;
  }

  report(item: DownloadItem, { position, received, size }: FileProgress): void {
    const now = this.#options.now();
    this.#setPosition(item, position);
    this.#setSize(item, size);
    this.#received += received;
    this.#meter.add(received, now);
    if (now - this.#toldAt >= TOLD_EVERY_MS) {
      this.tell();
    }
  }

  /** @param size Bytes; absent when the file did not come. */
  end(item: DownloadItem, size: number | undefined): void {
    this.#files += 1;
    const position = size ?? this.#positions.get(item) ?? 0;
    this.report(item, size === undefined ? { position, received: 0 } : { position, received: 0, size });
    this.#positions.delete(item);
  }

  /** @param seconds Until requests go on; 0 when they do. */
  wait(seconds: number): void {
    this.#waitSeconds = seconds;
    this.tell();
  }

  tell(): void {
    const now = this.#options.now();
    this.#toldAt = now;
    const bytesPerSecond = this.#meter.bytesPerSecond(now);
    this.#options.onProgress({
      bytes: this.#bytes,
      files: this.#files,
      totalFiles: this.#totalFiles,
      bytesPerSecond,
      ...(this.#unknownSizes === 0 ? this.#totals(bytesPerSecond) : {}),
      ...(this.#waitSeconds > 0 ? { waitSeconds: this.#waitSeconds } : {}),
    });
  }

  #totals(bytesPerSecond: number): Pick<DownloadProgress, "totalBytes" | "secondsLeft"> {
    const [totalBytes, left] = [this.#totalBytes, Math.max(0, this.#totalBytes - this.#bytes)];
    return { totalBytes, ...(bytesPerSecond > 0 ? { secondsLeft: left / bytesPerSecond } : {}) };
  }

  #setPosition(item: DownloadItem, position: number): void {
    this.#bytes += position - (this.#positions.get(item) ?? 0);
    this.#positions.set(item, position);
  }

  #setSize(item: DownloadItem, size: number | undefined): void {
    const known = this.#sizes.get(item);
    if (size === undefined || size === known) {
      return;
    }
    this.#sizes.set(item, size);
    this.#totalBytes += size - (known ?? 0);
    this.#unknownSizes -= known === undefined ? 1 : 0;
  }
}
