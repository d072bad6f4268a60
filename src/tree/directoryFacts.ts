import type { Fact } from "../sources/contract/entry";
import { formatBytes, formatCount } from "../text/formatNumbers";
import type { EntryRow, Row } from "./model/row";
import { hasAbility } from "./model/row";

/** How many files a directory has and how large they are, as far as that was listed: "8 files, 13.4 MB". Sends nothing. */
export function directoryFacts(row: EntryRow, below: readonly Row[]): readonly Fact[] {
  const isDirectory = row.entry.isExpandable && hasAbility(row, "download");
  const rows = below.filter((one) => one.kind === "entry");
  const files = rows.filter((one) => hasAbility(one, "open"));
  if (!isDirectory || rows.length === 0) {
    return [];
  }
  const folders = rows.filter((one) => one.entry.isExpandable && hasAbility(one, "download")).length;
  const sizes = files.flatMap(({ entry: { size } }) => size ?? []);
  const more = below.some(({ kind }) => kind === "more") ? " or more" : "";
  const parts = [
    `${countOf(files.length, "file", "files")}${more}`,
    ...(sizes.length === 0 ? [] : [formatBytes(sizes.reduce((sum, size) => sum + size, 0))]),
    ...(folders === 0 ? [] : [countOf(folders, "directory", "directories")]),
  ];
  return [{ label: "Listed", text: parts.join(", ") }];
}

function countOf(count: number, one: string, several: string): string {
  return `${formatCount(count)} ${count === 1 ? one : several}`;
}
