import { shortened } from "../../../http/errorText";
import { oneLine } from "../../../text/plainText";

const LONGEST_NAME = 120;
const LONGEST_SCHEME = 20;

/** An address as it may be shown: without the passwords and signatures that it may hold. Another text stays as it is. */
export function shownAddress(text: string): string {
  if (!URL.canParse(text)) {
    return oneLine(text);
  }
  const url = new URL(text);
  url.username = "";
  url.password = "";
  url.search = "";
  url.hash = "";
  return url.href;
}

/** `local` of `local://download/7`; empty for what is no address. */
export function schemeOf(text: string): string {
  return URL.canParse(text) ? shortened(new URL(text).protocol.slice(0, -1), LONGEST_SCHEME) : "";
}

/** The name of the file that an address leads to, which can't lead out of a folder; "package" when it has none. */
export function fileNameOf(address: string): string {
  const last = new URL(address).pathname.split("/").at(-1) ?? "";
  const name = oneLine(decoded(last).split(/[/\\]/).at(-1) ?? "");
  return /^\.*$/.test(name) ? "package" : shortened(name, LONGEST_NAME);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
