import type { FilePlace, NamedFile, SourceFiles } from "../../../sources/contract/sourceFiles";
import { mapBounded } from "../../../sources/shared/mapBounded";
import { settle } from "../../../sources/shared/settle";
import type { CallOptions } from "../../../sources/contract/entry";
import { formatBytes, formatCount } from "../../../text/formatNumbers";
import { BUDGET } from "../../answer/answer";
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
  /** Directories that could not be listed. */
  readonly failed: number;
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
  const lines = matches.slice(from - 1, from - 1 + BUDGET.most).map(fileLine);
  const size = matches.reduce((sum, file) => sum + (file.size ?? 0), 0);
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
  const about = [`${formatCount(matches.length)} files and directories, ${formatBytes(size)} in all.`];
  return { about, origin: originOf([target.system]), parts: [part], hints: hintsOf(found) };
}

function hintsOf({ unopened, failed, mayHaveMore }: Found): readonly string[] {
  return [
    ...(unopened === 0
      ? []
      : [`${formatCount(unopened)} directories were not opened: list one by path, or give a larger depth.`]),
    ...(failed === 0 ? [] : [`${formatCount(failed)} directories could not be listed.`]),
    ...(mayHaveMore ? ["The service lists a part of it alone: there may be more."] : []),
  ];
}

async function listBelow(files: SourceFiles, root: FilePlace, depth: number, options: CallOptions): Promise<Found> {
  const found: FoundFile[] = [];
  let [open, left, mayHaveMore, failed] = [[{ place: root, path: "" }], MOST_DIRECTORIES, false, 0];
  for (let level = 0; level < depth && open.length > 0 && left > 0; level += 1) {
    const now = open.slice(0, left);
    const listings = await mapBounded(now, AT_ONCE, ({ place }) => settle(files.list(place, options), options));
    const [first] = listings;
    if (level === 0 && first?.status === "rejected") {
      throw first.reason;
    }
    const read = listings.map((listing) => (listing.status === "fulfilled" ? listing.value : { items: [] }));
    const items = read.flatMap((listing, index) => filesOfListing(listing.items, now[index]?.path ?? ""));
    found.push(...items);
    left -= now.length;
    failed += listings.filter(({ status }) => status === "rejected").length;
    mayHaveMore ||= read.some((listing) => "mayHaveMore" in listing && listing.mayHaveMore);
    const below = items.filter(({ isDirectory }) => isDirectory);
    const places = below.map(({ path }) => ({ place: [...root, ...path.split("/").slice(0, -1)], path }));
    open = [...open.slice(now.length), ...places];
  }
  const sorted = found.sort((one, other) => (one.path < other.path ? -1 : 1));
  return { files: sorted, unopened: open.length, mayHaveMore, failed };
}

function filesOfListing(items: readonly NamedFile[], above: string): readonly FoundFile[] {
  return items.map((item) => ({ ...item, path: `${above}${item.name}${item.isDirectory ? "/" : ""}` }));
}

function fileLine({ path, isDirectory, size, modifiedAt }: FoundFile): string {
  const bytes = isDirectory || size === undefined ? "" : `${formatBytes(size)} (${size})`;
  const modified = modifiedAt === undefined ? "" : new Date(modifiedAt).toISOString();
  return [cell(path, LONGEST_PATH), bytes, modified].join(" | ");
}
