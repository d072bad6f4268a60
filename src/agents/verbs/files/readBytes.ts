import type { CallOptions } from "../../../sources/contract/entry";
import { formatCount } from "../../../text/formatNumbers";
import { quoted, shownFileLine } from "../../answer/shownText";
import { holdsSecret } from "../../answer/withoutSecrets";
import { AskFailure } from "../../target/askFailure";
import { collectBytes, isBinary } from "./collectBytes";
import type { ReadFile, ReadPart } from "./readFile";

const MOST = 30_000;
const USUAL = 4_096;
const LONGEST_SECRET = 1_024;
const HEX_BYTES_A_LINE = 32;
const TEXT_BYTES_A_LINE = 200;

interface ByteLine {
  readonly text: string;
  /** How many bytes it shows. */
  readonly length: number;
}

/** Bytes from one to before another, "4096-8192": as text, or as hexadecimal digits where they are none. */
export async function readBytes(file: ReadFile, bytes: string, options: CallOptions): Promise<ReadPart> {
  const { start, end } = wantedBytes(bytes);
  const most = Math.min(end - start, MOST);
  const found = await withoutParted(file, { start, most }, options);
  const isHex = isBinary(found.bytes);
  const lines = isHex ? hexLines(found.bytes, start) : textLines(found.bytes);
  const last = start + found.bytes.length;
  const next = (shown: number) => {
    const at = start + lines.slice(0, shown).reduce((sum, { length }) => sum + length, 0);
    return at === last && !found.hasMore ? "" : `{"bytes":"${at}-${at + USUAL}"}`;
  };
  const form = isHex ? "as hexadecimal digits" : `in lines of ${TEXT_BYTES_A_LINE} bytes`;
  const title = `bytes ${formatCount(start)} to ${formatCount(last)}, ${form}`;
  const noun = isHex ? "lines of digits" : "lines of text";
  return { title, lines: lines.map(({ text }) => text), noun, total: lines.length, next };
}

/** Bytes part what stands in them, so that a secret is not shown when any of it is among them. @throws AskFailure */
async function withoutParted(file: ReadFile, { start, most }: { start: number; most: number }, options: CallOptions) {
  const before = Math.min(start, LONGEST_SECRET);
  const { bytes, hasMore } = await collectBytes(
    file,
    { start: start - before, most: before + most + LONGEST_SECRET },
    options,
  );
  if (holdsSecret(bytes.toString("latin1"))) {
    throw new AskFailure(
      "A key or a signed address stands in these bytes or beside them. Read its lines, which hide it.",
    );
  }
  const wanted = bytes.subarray(before, before + most);
  return { bytes: wanted, hasMore: hasMore || before + wanted.length < bytes.length };
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

function hexLines(bytes: Buffer, start: number): readonly ByteLine[] {
  return Array.from({ length: Math.ceil(bytes.length / HEX_BYTES_A_LINE) }, (_, index) => {
    const at = index * HEX_BYTES_A_LINE;
    const part = bytes.subarray(at, at + HEX_BYTES_A_LINE);
    return { text: `${start + at}: ${part.toString("hex")}`, length: part.length };
  });
}

/** Lines of one length, as a file may have none of its own. No character is parted. */
function textLines(bytes: Buffer): readonly ByteLine[] {
  const lines: ByteLine[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = characterStart(bytes, Math.min(at + TEXT_BYTES_A_LINE, bytes.length), at + 1);
    lines.push({ text: shownFileLine(bytes.subarray(at, end).toString("utf8")), length: end - at });
    at = end;
  }
  return lines;
}

/** The place where a character begins, at most three bytes before. */
function characterStart(bytes: Buffer, place: number, least: number): number {
  const isWithin = (at: number) => at < bytes.length && ((bytes[at] ?? 0) & 0xc0) === 0x80;
  const before = [place, place - 1, place - 2, place - 3].find((at) => at >= least && !isWithin(at));
  return before ?? place;
}
