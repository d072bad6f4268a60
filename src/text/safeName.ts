import { withoutTrailing } from "./cutText";

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
  const short = withSuffix(free === "" ? "_" : free, "");
  return OF_PARTS.test(short) ? withSuffix(`${short}_`, "") : short;
}

/** Windows drops dots and spaces from the end of a name. */
function withoutOpenEnd(name: string): string {
  const stem = withoutTrailing(name, ". ");
  return stem + "_".repeat(Math.min(name.length - stem.length, 3));
}

export function isSafeName(name: string): boolean {
  return name !== "" && cleaned(name) === name;
}

/** Puts the suffix before the extension, and cuts what stands before the suffix, not within a character. */
export function withSuffix(name: string, suffix: string): string {
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
