import type { FilePlace, NamedFile, SourceFiles } from "../../../sources/contract/sourceFiles";
import { mapBounded } from "../../../sources/shared/mapBounded";
import type { CallOptions } from "../../../sources/contract/entry";
import { formatBytes, formatCount } from "../../../text/formatNumbers";
import type { Answer } from "../../answer/answer";
import { cell } from "../../answer/shownText";
import { resolveAddress } from "../../target/resolveAddress";
import { filesOf, originOf } from "../../target/target";
import { matchPattern } from "./matchPattern";
import type { ArgumentsOfVerb } from "../verbArguments";
import type { VerbCall } from "../verbCall";

const USUAL_DEPTH = 2;
const DEPTH_OF_PATTERN = 8;
/** Each is a request. */
const MOST_DIRECTORIES = 60;
const AT_ONCE = 4;
const LONGEST_PATH = 1_000;

interface FoundFile extends NamedFile {
  /** From where the listing starts. */
  readonly path: string;
}

interface Found {
  readonly files: readonly FoundFile[];
  /** Directories that were not looked into. */
  readonly unopened: number;
  readonly mayHaveMore: boolean;
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
  const lines = matches.slice(from - 1).map(fileLine);
  const size = matches.reduce((sum, file) => sum + (file.size ?? 0), 0);
  const next = (shown: number) => (shown < lines.length ? JSON.stringify({ from: from + shown }) : "");
  const part = {
    title: "files",
    head: "path | size | modified",
    lines,
    noun: "files",
    total: matches.length,
    before: from - 1,
    next,
  };
  const about = [`${formatCount(matches.length)} files and directories, ${formatBytes(size)} in all.`];
  const hints = [
    ...(found.unopened === 0
      ? []
      : [`${formatCount(found.unopened)} directories were not opened: list one by path, or give a larger depth.`]),
    ...(found.mayHaveMore ? ["The service lists a part of it alone: there may be more."] : []),
  ];
  return { about, origin: originOf([target.system]), parts: [part], hints };
}

async function listBelow(files: SourceFiles, root: FilePlace, depth: number, options: CallOptions): Promise<Found> {
  const found: FoundFile[] = [];
  let [open, left, mayHaveMore] = [[{ place: root, path: "" }], MOST_DIRECTORIES, false];
  for (let level = 0; level < depth && open.length > 0 && left > 0; level += 1) {
    const now = open.slice(0, left);
    const listings = await mapBounded(now, AT_ONCE, ({ place }) => files.list(place, options));
    const items = listings.flatMap((listing, index) =>
      listing.items.map((item) => ({
        ...item,
        path: `${now[index]?.path ?? ""}${item.name}${item.isDirectory ? "/" : ""}`,
      })),
    );
    found.push(...items);
    left -= now.length;
    mayHaveMore ||= listings.some((listing) => listing.mayHaveMore === true);
    const below = items.filter(({ isDirectory }) => isDirectory);
    const places = below.map(({ path }) => ({ place: [...root, ...path.split("/").slice(0, -1)], path }));
    open = [...open.slice(now.length), ...places];
  }
  const sorted = found.sort((one, other) => (one.path < other.path ? -1 : 1));
  return { files: sorted, unopened: open.length, mayHaveMore };
}

function fileLine({ path, isDirectory, size, modifiedAt }: FoundFile): string {
  const bytes = isDirectory || size === undefined ? "" : `${formatBytes(size)} (${size})`;
  const modified = modifiedAt === undefined ? "" : new Date(modifiedAt).toISOString();
  return [cell(path, LONGEST_PATH), bytes, modified].join(" | ");
}
