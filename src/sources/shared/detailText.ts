import { formatDuration } from "../../text/formatNumbers";
import { relativeTime } from "../../text/relativeTime";
import type { DetailPart, Entry } from "../contract/entry";

/** The grey text of a row: "running 12 min · loss 1.23". `now` is in ms since the epoch. */
export function detailText(parts: readonly DetailPart[], now: number): string {
  return parts.map((part) => detailPart(part, now)).join(" · ");
}

/** True when a time among the parts of a row is worded otherwise `now` than it was `then`. */
export function readsOtherwise({ detail }: Pick<Entry, "detail">, then: number, now: number): boolean {
  return detail.some(
    (part) => typeof part === "object" && !("text" in part) && detailPart(part, then) !== detailPart(part, now),
  );
}

/** Tells an entry from others of the same name: `"llama" (12345)`. */
export function nameWithDetail({ name, detail }: Entry): string {
  const apart = detail.filter((part) => typeof part === "string").join(" · ");
  return `"${name}"${apart === "" ? "" : ` (${apart})`}`;
}

function detailPart(part: DetailPart, now: number): string {
  if (typeof part === "string") {
    return part;
  }
  if ("text" in part) {
    return part.text;
  }
  if ("since" in part) {
    return `${part.verb} ${formatDuration(Math.max(0, (now - part.since) / 1000))}`;
  }
  return [part.verb ?? "", relativeTime(part.ago, now)].filter(Boolean).join(" ");
}
