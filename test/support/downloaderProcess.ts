import { runDownload } from "../../src/files/download/downloadJob";
import { NodeTarget } from "../../src/files/download/disk/nodeTarget";
import { connectModelLab } from "./labConnection";
import type { DownloadItem } from "../../src/files/download/part/downloadItem";
import { peakMemory } from "./peakMemory";

/** What the process is told, as JSON in its only argument. */
export interface DownloaderOrder {
  readonly origin: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly item: DownloadItem;
  /** Cancels itself once so many bytes of the file are there. */
  readonly stopAt?: number;
}

/** What it says, a line of JSON each: while it goes, and at the end. */
export type DownloaderLine =
  | { readonly position: number; readonly rss: number }
  | { readonly downloaded: number; readonly left: number; readonly bytes: number; readonly maxRss: number };

const SAID_EVERY = 4 * 1024 * 1024;

/** A process that downloads one file, and is ended as a test likes. Memory in bytes. */
async function main(): Promise<void> {
  const { origin, keys, folder, item, stopAt = Infinity } = JSON.parse(process.argv[2] ?? "") as DownloaderOrder;
  const source = connectModelLab(origin, keys);
  const controller = new AbortController();
  let said = 0;
  const summary = await runDownload([item], {
    files: source.files!,
    origin: { systemId: "modelLab", site: "test" },
    target: new NodeTarget(folder),
    existing: "skip",
    signal: controller.signal,
    onProgress: ({ bytes }) => {
      if (bytes - said >= SAID_EVERY) {
        said = bytes;
        say({ position: bytes, rss: process.memoryUsage.rss() });
      }
      if (bytes >= stopAt) {
        controller.abort();
      }
    },
  });
  source.dispose();
  for (const { error } of summary.failed) {
    console.error(error);
  }
  const { downloaded, left, bytes } = summary;
  const maxRss = peakMemory();
  say({ downloaded: downloaded.length, left: left.length, bytes, maxRss });
}

function say(line: DownloaderLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

void main();
