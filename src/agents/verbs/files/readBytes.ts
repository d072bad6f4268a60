import type { CallOptions } from "../../../sources/contract/entry";
import { formatCount } from "../../../text/formatNumbers";
import { quoted, shownFileLine } from "../../answer/shownText";
import { AskFailure } from "../../target/askFailure";
import { collectBytes, isBinary } from "./collectBytes";
import type { ReadFile, ReadPart } from "./readFile";

const MOST = 30_000;
const USUAL = 4_096;
const BYTES_A_LINE = 32;
const CHARACTERS_A_LINE = 200;

/** Bytes from one to before another, "4096-8192": as text, or as hexadecimal digits where they are none. */
export async function readBytes(file: ReadFile, bytes: string, options: CallOptions): Promise<ReadPart> {
  const { start, end } = wantedBytes(bytes);
  const most = Math.min(end - start, MOST);
  const found = await collectBytes(file, { start, most }, options);
  const isHex = isBinary(found.bytes);
  const lines = isHex ? hexLines(found.bytes, start) : textLines(found.bytes);
  const last = start + found.bytes.length;
  const next = (shown: number) => {
    const at = shown === lines.length ? last : start + (isHex ? shown * BYTES_A_LINE : lengthOf(lines, shown));
    return at === last && !found.hasMore ? "" : `{"bytes":"${at}-${at + USUAL}"}`;
  };
  const title = `bytes ${formatCount(start)} to ${formatCount(last)}, ${isHex ? "as hexadecimal digits" : `in lines of ${CHARACTERS_A_LINE} characters`}`;
  return { title, lines, noun: isHex ? "lines of digits" : "lines of text", total: lines.length, next };
}

function wantedBytes(bytes: string): { readonly start: number; readonly end: number } {
  const [, from = "", to = ""] = /^(\d{1,15})-(\d{1,15})?$/.exec(bytes) ?? [];
  const start = from === "" ? NaN : Number(from);
  const end = to === "" ? start + USUAL : Number(to);
  if (!(end > start)) {
    throw new AskFailure(`Bytes are given as "0-4096": from the first to before the second, not ${quoted(bytes)}.`);
  }
  return { start, end };
}

function hexLines(bytes: Buffer, start: number): readonly string[] {
  return Array.from({ length: Math.ceil(bytes.length / BYTES_A_LINE) }, (_, index) => {
    const at = index * BYTES_A_LINE;
    return `${start + at}: ${bytes.subarray(at, at + BYTES_A_LINE).toString("hex")}`;
  });
}

/** Lines of one length: a file may have none of its own. */
function textLines(bytes: Buffer): readonly string[] {
  const characters = Array.from(bytes.toString("utf8"));
  return Array.from({ length: Math.ceil(characters.length / CHARACTERS_A_LINE) }, (_, index) =>
    shownFileLine(characters.slice(index * CHARACTERS_A_LINE, (index + 1) * CHARACTERS_A_LINE).join("")),
  );
}

function lengthOf(lines: readonly string[], count: number): number {
  return lines.slice(0, count).reduce((sum, line) => sum + Buffer.byteLength(line), 0);
}
