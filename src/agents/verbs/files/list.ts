import { encodeName } from "../../../files/fileSystem/nameSegment";
import type { CallOptions } from "../../../sources/contract/entry";
import type { FilePlace, NamedFile, SourceFiles } from "../../../sources/contract/sourceFiles";
import { mapBounded } from "../../../sources/shared/mapBounded";
import { settle } from "../../../sources/shared/settle";
import { formatBytes, formatCount, isoTime } from "../../../text/formatNumbers";
import { BUDGET } from "../../answer/answer";
import type { Answer } from "../../answer/answer";
import { cell } from "../../answer/shownText";
import { resolveAddress } from "../../target/resolveAddress";
import { filesOf, originOf } from "../../target/target";
import type { ArgumentsOfVerb } from "../verbArguments";
import type { VerbCall } from "../verbCall";
import { matchPattern } from "./matchPattern";

const USUAL_DEPTH = 2;
const DEPTH_OF_PATTERN = 8;
/** Each is a request. */
const MOST_DIRECTORIES = 60;
const AT_ONCE = 4;
const LONGEST_PATH = 1_000;
/** No answer has room for more: none is shorter than seven characters. */
const MOST_LINES = BUDGET.most / 7;

interface FoundFile extends NamedFile {
  /** From where the listing starts, with each name as `path` takes it. */
  readonly path: string;
}

interface Directory {
  readonly names: FilePlace;
  /** The same as text, up to its slash. */
  readonly path: string;
}

interface Found {
  readonly files: readonly FoundFile[];
  /** Directories that were not looked into. */
  readonly unopened: number;
  readonly mayHaveMore: boolean;
  /** Directories that could not be listed. */
  readonly failed: number;
  /** Listed files and directories that could not be understood. */
  readonly unread: number;
}

/** The files below a run, a version or a directory, with their sizes. */
export async function list(args: ArgumentsOfVerb<"list">, call: VerbCall): Promise<Answer> {
  const { pattern = "", from = 1 } = args;
  const target = await resolveAddress(call.world, args.address, call.options);
  const { files, place } = filesOf(target, args.path);
  const depth = args.depth ?? (pattern === "" ? USUAL_DEPTH : DEPTH_OF_PATTERN);
  const found = await listBelow(files, place, depth, call.options);
  const isMatch = pattern === "" ? () => true : matchPattern(pattern);
  const matches = found.files.filter(({ path, isDirectory }) => isMatch(path) && (pattern === "" || !isDirectory));
  const lines = matches.slice(from - 1, from - 1 + MOST_LINES).map(fileLine);
  const next = (shown: number) => (from - 1 + shown < matches.length ? JSON.stringify({ from: from + shown }) : "");
  const part = {
    title: "files",
    head: "path | size | modified",
    lines,
    noun: "files",
    total: matches.length,
    before: from - 1,
    next,
  };
  const about = [`${formatCount(matches.length)} files and directories, ${sizeText(matches)}.`];
  return { about, origin: originOf([target.system]), parts: [part], hints: hintsOf(found) };
}

/** An unknown size is none of 0 bytes. */
function sizeText(all: readonly FoundFile[]): string {
  const files = all.filter(({ isDirectory }) => !isDirectory);
  const sizes = files.flatMap(({ size }) => size ?? []);
  const unknown = files.length - sizes.length;
  if (unknown > 0 && sizes.length === 0) {
    return "of unknown size";
  }
  const sum = formatBytes(sizes.reduce((total, size) => total + size, 0));
  return unknown === 0 ? `${sum} in all` : `${sum} beside ${formatCount(unknown)} files of unknown size`;
}

function hintsOf({ unopened, failed, unread, mayHaveMore }: Found): readonly string[] {
  return [
    ...(unopened === 0
      ? []
      : [`${formatCount(unopened)} directories were not opened: list one by path, or give a larger depth.`]),
    ...(failed === 0 ? [] : [`${formatCount(failed)} directories could not be listed.`]),
    ...(unread === 0 ? [] : [`${formatCount(unread)} files or directories could not be read and are left out.`]),
    ...(mayHaveMore ? ["The service lists a part of it alone: there may be more."] : []),
  ];
}

async function listBelow(files: SourceFiles, root: FilePlace, depth: number, options: CallOptions): Promise<Found> {
  const levels: (readonly FoundFile[])[] = [];
  let open: readonly Directory[] = [{ names: [], path: "" }];
  let [left, mayHaveMore, failed, unread] = [MOST_DIRECTORIES, false, 0, 0];
  for (let level = 0; level < depth && open.length > 0 && left > 0; level += 1) {
    const now = open.slice(0, left);
    const listings = await mapBounded(now, AT_ONCE, ({ names }) =>
      settle(files.list([...root, ...names], options), options),
    );
    const [first] = listings;
    if (level === 0 && first?.status === "rejected") {
      throw first.reason;
    }
    const read = now.flatMap((above, index) => {
      const listing = listings[index];
      return listing?.status === "fulfilled" ? [{ ...listing.value, above }] : [];
    });
    levels.push(...read.map(({ items, above }) => items.map((item) => foundFile(item, above))));
    left -= now.length;
    failed += listings.length - read.length;
    unread += read.reduce((sum, listing) => sum + (listing.unread?.count ?? 0), 0);
    mayHaveMore ||= read.some((listing) => listing.mayHaveMore === true);
    open = [...open.slice(now.length), ...read.flatMap(({ items, above }) => directoriesIn(items, above))];
  }
  const sorted = levels.flat().sort((one, other) => (one.path < other.path ? -1 : 1));
  return { files: sorted, unopened: open.length, mayHaveMore, failed, unread };
}

function foundFile(item: NamedFile, above: Directory): FoundFile {
  return { ...item, path: `${above.path}${encodeName(item.name)}${item.isDirectory ? "/" : ""}` };
}

function directoriesIn(items: readonly NamedFile[], above: Directory): readonly Directory[] {
  const directories = items.filter(({ isDirectory }) => isDirectory);
  return directories.map(({ name }) => ({
    names: [...above.names, name],
    path: `${above.path}${encodeName(name)}/`,
  }));
}

function fileLine({ path, isDirectory, size, modifiedAt }: FoundFile): string {
  const bytes = isDirectory || size === undefined ? "" : `${formatBytes(size)} (${size})`;
  return [cell(path, LONGEST_PATH), bytes, modifiedAt === undefined ? "" : isoTime(modifiedAt)].join(" | ");
}
