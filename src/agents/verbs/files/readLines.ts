import type { CallOptions } from "../../../sources/contract/entry";
import { formatBytes, formatCount } from "../../../text/formatNumbers";
import { BUDGET } from "../../answer/answer";
import { quoted, shownFileLine } from "../../answer/shownText";
import { AskFailure } from "../../target/askFailure";
import { collectBytes, isBinary } from "./collectBytes";
import type { ReadFile, ReadPart } from "./readFile";

/** Bytes that are read to get to a line, and for the end of a file. */
const MOST_BYTES = 8 * 1024 * 1024;
const TAIL_BYTES = 256 * 1024;
const LONGEST_LINE = 2_000;
const USUAL_LINES = 400;
/** No answer has room for more. */
const MOST_LINES = BUDGET.most;
/** Of a log or a table, both ends say most. */
const BOTH_ENDS = /\.(?:log|out|err|csv|tsv|jsonl|ndjson)$/i;
const HEAD_LINES = 30;
const END_LINES = 30;

interface Wanted {
  readonly first: number;
  readonly last: number;
}

/** Lines of a text file: `lines` is "1-200", "500-", or "-50" for the last ones; without it the start, or both ends of a log or table. */
export async function readLines(file: ReadFile, lines: string | undefined, options: CallOptions): Promise<ReadPart> {
  const ending = /^-(\d{1,6})$/.exec(lines ?? "")?.[1];
  if (ending !== undefined) {
    return await readEnd(file, Number(ending), options);
  }
  const wanted = wantedLines(lines);
  const { size = 0 } = file.facts;
  if (lines === undefined && BOTH_ENDS.test(file.name) && size > TAIL_BYTES) {
    return await readBothEnds(file, options);
  }
  return await readFrom(file, wanted, options);
}

function wantedLines(lines = "1-"): Wanted {
  const [, first, dash, last] = /^(\d{1,9})(-?)(\d{0,9})$/.exec(lines) ?? [];
  const from = Number(first);
  const open = dash === "-" ? from + USUAL_LINES - 1 : from;
  const to = Number(last) || open;
  if (!(from >= 1 && to >= from)) {
    throw new AskFailure(`Lines are given as "1-200", "500-" or "-50" for the last ones, not ${quoted(lines)}.`);
  }
  return { first: from, last: to };
}

async function readFrom(file: ReadFile, { first, last }: Wanted, options: CallOptions): Promise<ReadPart> {
  const { bytes, hasMore } = await collectBytes(file, { start: 0, most: MOST_BYTES }, options);
  refuseBinary(bytes);
  const all = linesOf(bytes);
  const known = hasMore ? all.length - 1 : all.length;
  if (first > known && known > 0) {
    const where = hasMore
      ? `lies behind the first ${formatBytes(MOST_BYTES)}, which are read; give bytes instead`
      : `there are ${known}`;
    throw new AskFailure(`Line ${first}: ${where}. "-50" gives the last lines.`);
  }
  const lines = all.slice(first - 1, Math.min(last, known, first - 1 + MOST_LINES)).map(shown);
  const end = first - 1 + lines.length;
  const next = (count: number) => {
    const at = first + count;
    return at > end && !hasMore && end >= known ? "" : `{"lines":"${at}-"}`;
  };
  return {
    title: `lines from ${first}`,
    lines,
    noun: "lines",
    before: first - 1,
    next,
    ...(hasMore ? {} : { total: known }),
  };
}

async function readBothEnds(file: ReadFile, options: CallOptions): Promise<ReadPart> {
  const { bytes } = await collectBytes(file, { start: 0, most: TAIL_BYTES }, options);
  refuseBinary(bytes);
  const head = linesOf(bytes).slice(0, HEAD_LINES);
  const end = await lastLines(file, END_LINES, options);
  const lines = [...head, "[…]", ...end].map(shown);
  const hints = [`These are its first ${head.length} and last ${end.length} lines; lines "31-" or "-200" give others.`];
  return { title: "start and end", lines, noun: "lines", total: lines.length, hints };
}

async function readEnd(file: ReadFile, count: number, options: CallOptions): Promise<ReadPart> {
  const lines = (await lastLines(file, count, options)).map(shown);
  return { title: `last ${formatCount(lines.length)} lines`, lines, noun: "lines", total: lines.length };
}

/** Without a size the end is looked for from the start. */
async function lastLines(file: ReadFile, count: number, options: CallOptions): Promise<readonly string[]> {
  const { size } = file.facts;
  const start = size === undefined ? 0 : Math.max(0, size - TAIL_BYTES);
  const most = size === undefined ? MOST_BYTES : TAIL_BYTES;
  const { bytes } = await collectBytes(file, { start, most }, options);
  refuseBinary(bytes);
  const all = linesOf(bytes);
  // The first of them may have begun before.
  return all.slice(start > 0 && all.length > 1 ? 1 : 0).slice(-count);
}

function refuseBinary(bytes: Buffer): void {
  if (isBinary(bytes)) {
    throw new AskFailure(`It is no text. bytes "0-255" shows some of it as hexadecimal digits.`);
  }
}

function linesOf(bytes: Buffer): readonly string[] {
  const text = bytes.toString("utf8");
  const lines = text.split(/\r\n|\n|\r/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

/** A line is shown whole, or told about. */
function shown(line: string, index: number): string {
  return line.length <= LONGEST_LINE
    ? shownFileLine(line)
    : `[a line of ${formatCount(line.length)} characters, the ${index + 1}. here: not shown, read its bytes]`;
}
