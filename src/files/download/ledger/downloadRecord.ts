import * as v from "valibot";
import type { SiteRef } from "../../../sources/contract/siteRef";
import { checkedJson } from "../../../text/checkedJson";
import type { ExistingFiles } from "../part/partContext";
import type { DownloadItem, Unlisted } from "../part/downloadItem";

/** A download as it was asked for: all that it takes to continue it in another process. Holds neither keys nor links. */
export interface RecordedDownload extends SiteRef {
  /** As a person calls it: "vanilla", "vanilla and 2 more". */
  readonly name: string;
  /** The chosen folder, as text of a URI. */
  readonly folder: string;
  readonly existing: ExistingFiles;
  readonly items: readonly DownloadItem[];
  readonly unlisted: readonly Unlisted[];
}

/** A file that came: what it is called by now, and its bytes. */
export interface NotedFile {
  readonly item: DownloadItem;
  readonly name: string;
  readonly size: number;
}

export interface ReadRecord {
  /** With those items alone that are not there yet. */
  readonly download: RecordedDownload;
  /** Files that are there. */
  readonly doneFiles: number;
  /** The ones whose size was noted. */
  readonly noted: readonly NotedFile[];
  /** True when the user has stopped it, rather than the end of a process. */
  readonly isPaused: boolean;
}

const NAMES = v.array(v.string());
const NUMBER = v.pipe(v.number(), v.minValue(0));
const HEAD = v.object({
  name: v.string(),
  systemId: v.string(),
  site: v.string(),
  folder: v.string(),
  existing: v.picklist(["skip", "overwrite", "keepBoth", "add"]),
  doneFiles: NUMBER,
  items: v.array(
    v.object({
      place: NAMES,
      path: NAMES,
      size: v.exactOptional(NUMBER),
      modifiedAt: v.exactOptional(NUMBER),
    }),
  ),
  unlisted: v.array(v.object({ place: NAMES, path: NAMES })),
});
const PAUSED = "paused";
/** An index, the file's size, and its name where that is a number of the one asked for. Earlier builds noted the index alone. */
const DONE = /^(\d+)(?: (\d+)(?: (.+))?)?$/;

/** The beginning of a record. Lines of `doneLine` and `pausedLine` follow, so that a file that came costs some bytes. */
export function headLine(download: RecordedDownload, doneFiles: number): string {
  const { name, systemId, site, folder, existing, items } = download;
  const unlisted = download.unlisted.map(({ place, path }) => ({ place, path }));
  return `${JSON.stringify({ name, systemId, site, folder, existing, doneFiles, items, unlisted })}\n`;
}

export function doneLine(index: number, { item, name, size }: NotedFile): string {
  return `${index} ${size}${name === item.path.at(-1) ? "" : ` ${name}`}\n`;
}

export function pausedLine(): string {
  return `${PAUSED}\n`;
}

/** Undefined for what is no record. A last line that was cut in the writing counts for nothing. */
export function readRecord(text: string): ReadRecord | undefined {
  const [head = "", ...lines] = text.split("\n").slice(0, -1);
  const checked = checkedJson(HEAD, head);
  if (checked === undefined) {
    return undefined;
  }
  const { doneFiles, ...download } = checked;
  const done = new Map(lines.filter((line) => DONE.test(line)).map((line) => [Number.parseInt(line, 10), line]));
  const items = download.items.filter((_, index) => !done.has(index));
  return {
    download: { ...download, items },
    doneFiles: doneFiles + download.items.length - items.length,
    noted: download.items.flatMap((item, index) => notedFile(item, done.get(index))),
    isPaused: lines.includes(PAUSED),
  };
}

function notedFile(item: DownloadItem, line = ""): readonly NotedFile[] {
  const [, , size, name = item.path.at(-1) ?? ""] = DONE.exec(line) ?? [];
  return size === undefined ? [] : [{ item, name, size: Number(size) }];
}
