import { planDownload } from "../../files/download/downloadPlan";
import { addressUri } from "../../files/fileSystem/fileAddress";
import type { FileAddress } from "../../files/fileSystem/fileAddress";
import type { CallOptions } from "../../sources/contract/entry";
import type { Found } from "../../sources/contract/finder";
import type { ListPage } from "../../sources/contract/listPage";
import type { SourceFiles } from "../../sources/contract/sourceFiles";
import { LoadCache } from "../../sources/shared/loadCache";
import { formatBytes } from "../../text/formatNumbers";
import type { EntryRow, Row } from "../../tree/model/row";
import { hasAbility, rowPath } from "../../tree/model/row";
import { matchingFiles } from "../open/fileMatches";
import type { SearchedGroup } from "./nameSearch";
import { defined } from "../../text/defined";

const MOST = 10;
/** A name with an ending, as files have: other texts list no files. */
const FILE_LIKE = /[^\s.]\.[\p{L}\p{N}_-]{1,16}$/u;

export function isFileLike(text: string): boolean {
  return FILE_LIKE.test(text.trim()) && !/^[a-z]+:/i.test(text.trim());
}

/** The run, version or artifact that holds the files of a row: the nearest one, the row itself among them. */
export function holderOf(row: Row): EntryRow | undefined {
  const holders = rowPath(row).filter((above): above is EntryRow => isHolder(above));
  return holders.findLast((above) => hasAbility(above, "page")) ?? holders[0];
}

function isHolder(row: Row): boolean {
  return hasAbility(row, "download") && row.entry.isExpandable;
}

interface SelectedFilesOptions {
  readonly row: EntryRow;
  readonly address: FileAddress;
  readonly files: SourceFiles;
}

/** The files of what is selected, listed once, with the first text that may be a file's name. */
export function selectedFiles({ row, address, files }: SelectedFilesOptions): SearchedGroup {
  const cache = new LoadCache<readonly FoundPath[]>(1);
  const list = (options: CallOptions) => listAll(address, files, options);
  return {
    systemId: address.systemId,
    systemTitle: row.entry.name,
    group: {
      noun: "files",
      find: async (text, options): Promise<ListPage<Found>> => {
        if (!isFileLike(text)) {
          return { items: [] };
        }
        const { shown, total } = matchingFiles(await cache.get("", list, options), text, MOST);
        return { items: shown.map(foundFile), total };
      },
    },
  };
}

interface FoundPath {
  readonly path: string;
  readonly size?: number;
  readonly address: FileAddress;
}

/** Leaves out what could not be listed, unless it is everything. */
async function listAll(
  { place, ...site }: FileAddress,
  files: SourceFiles,
  { signal }: CallOptions,
): Promise<readonly FoundPath[]> {
  const start = { place, name: place.at(-1) ?? "", facts: { isDirectory: true } };
  const { items, failures } = await planDownload([start], { files, signal });
  const [failure] = failures;
  if (items.length === 0 && failure !== undefined) {
    throw failure.error;
  }
  return items.map((item) => ({
    path: item.place.slice(place.length).join("/"),
    address: { ...site, place: item.place },
    ...defined({ size: item.size }),
  }));
}

function foundFile({ path, size, address }: FoundPath): Found {
  const end = path.lastIndexOf("/");
  const detail = [path.slice(0, Math.max(0, end)), size === undefined ? "" : formatBytes(size)].filter(Boolean);
  return { name: path.slice(end + 1), detail, icon: "file", address: addressUri(address).toString() };
}
