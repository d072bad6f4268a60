import { withoutTrailing } from "../../../text/withoutTrailing";

/** Where something lies below the chosen folder, as names that `safeNames` made, from the top down. */
export type LocalPath = readonly string[];

/** Disks take 255 bytes (or UTF-16 units): the rest is for what names of parts and of their locks add. */
const LONGEST_BYTES = 200;
/** Characters of a disk's or Windows' syntax, control characters, and invisible ones but those that join letters. */
const FORBIDDEN = /[\p{Cc}\p{Zl}\p{Zp}<>:"/\\|?*]|(?![\u200C\u200D])\p{Cf}/gu;
/** Windows' devices, which have their names in every directory and with every extension. */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)/i;
/** `MODEL~1.SAF` may be Windows' other name of another file. */
const SHORT_NAME = /^([^.]{1,6})~(\d{1,6}(?:\.[^.]{0,3})?)$/;
/** Names of parts of downloads, and of the files beside them. */
const OF_PARTS = /\.mlpart(\.json(\.new)?|\.lock(\.[\da-f-]{8,36})?)?$/i;
const MOST_ROUNDS = 5;
const EXTENSION = /(?:\.tar)?\.[^.\s]{1,20}$/i;

/** A name from outside as one that stays in its directory and is legal on every disk. Safe names stay as they are. */
export function safeName(name: string): string {
  let safe = cleaned(name);
  // One rule may cut or add something that another one refuses.
  for (let round = 0; round < MOST_ROUNDS && cleaned(safe) !== safe; round += 1) {
    safe = cleaned(safe);
  }
  return safe;
}

function cleaned(name: string): string {
  const plain = withoutOpenEnd(name.toWellFormed().replace(FORBIDDEN, "_")).replace(SHORT_NAME, "$1_$2");
  const free = RESERVED.test(plain) ? `_${plain}` : plain;
  const short = shortened(free === "" ? "_" : free, "");
  return OF_PARTS.test(short) ? shortened(`${short}_`, "") : short;
}

/** Windows drops dots and spaces from the end of a name. */
function withoutOpenEnd(name: string): string {
  const stem = withoutTrailing(name, ". ");
  return stem + "_".repeat(Math.min(name.length - stem.length, 3));
}

export function isSafeName(name: string): boolean {
  return name !== "" && safeName(name) === name;
}

/**
 * The names of one directory, in the order given, as safe ones that no disk takes for each other. The same names give the
 * same result in any order, so that a later download finds what an earlier one left.
 */
export function safeNames(names: readonly string[]): readonly string[] {
  const safe = names.map(safeName);
  const isChanged = (index: number): number => (safe[index] === names[index] ? 0 : 1);
  const order = [...names.keys()].sort(
    (a, b) => isChanged(a) - isChanged(b) || compareTexts(names[a] ?? "", names[b] ?? "") || a - b,
  );
  const taken = new Set<string>();
  const numbers = new Map<string, number>();
  for (const index of order) {
    safe[index] = freeName(safe[index] ?? "_", taken, numbers);
  }
  return safe;
}

/** "model (2).bin" */
export function numberedName(name: string, number: number): string {
  return shortened(name, ` (${number})`);
}

/** Equal for names that some disk takes for one: without case, and however accents are written. */
export function nameKey(name: string): string {
  const plain = name.replace(/\p{Cf}/gu, "").normalize("NFD");
  return plain.toLowerCase().toUpperCase().toLowerCase().normalize("NFD");
}

/** By UTF-16 units: the same order in every language. */
export function compareTexts(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function freeName(name: string, taken: Set<string>, numbers: Map<string, number>): string {
  const key = nameKey(name);
  let number = numbers.get(key) ?? 1;
  let free = name;
  while (taken.has(nameKey(free))) {
    number += 1;
    free = numberedName(name, number);
  }
  numbers.set(key, number);
  taken.add(nameKey(free));
  return free;
}

/** Puts the suffix before the extension, and cuts what stands before the suffix, not within a character. */
function shortened(name: string, suffix: string): string {
  const found = EXTENSION.exec(name);
  const extension = found === null || found.index === 0 ? "" : found[0];
  const stem = name.slice(0, name.length - extension.length);
  const room = LONGEST_BYTES - Buffer.byteLength(extension + suffix);
  if (Buffer.byteLength(stem) <= room) {
    return `${stem}${suffix}${extension}`;
  }
  const cut = new TextDecoder().decode(Buffer.from(stem).subarray(0, room), { stream: true });
  return `${cut.replace(/[. ]+$/, "")}${suffix}${extension}`;
}
