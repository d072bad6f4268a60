import { oneLine } from "../text/plainText";

/** Fits into a message without hiding its end. */
const LONGEST = 300;
/** More errors than these say nothing new. */
const MOST_ERRORS = 3;

/**
 * The service's words for a failure in one line of plain text, or "". Reads `{errors:[{title,detail,source}]}`,
 * `{errors:["text"]}`, `{detail:"text"}`, `{detail:[{loc,msg}]}`, `{message}`, `{error}` and plain text; HTML, which proxies
 * and sign-in pages send, is not fit to be shown.
 */
export function errorText(body: string, redact: (text: string) => string): string {
  return shortened(withoutQueries(oneLine(redact(parsedText(body.trim())))));
}

/**
 * An address that a service quotes may be a signed one: its query grants access to all who have it. The pattern looks back from the
 * query, as looking ahead from each address takes quadratic time on a long row of them.
 */
function withoutQueries(text: string): string {
  return text.replace(/[?#](?<=\bhttps?:\/\/[^\s?#"'<>]+.)[^\s"'<>]*/gi, "?…");
}

/** Cuts a text that is already redacted, and not within a character. */
export function shortened(text: string, longest = LONGEST): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

function parsedText(body: string): string {
  if (body.startsWith("<")) {
    return "";
  }
  try {
    return textOf(JSON.parse(body));
  } catch {
    // A cut or broken JSON body is no sentence; a plain text is.
    return /^[[{]/.test(body) ? "" : body;
  }
}

function textOf(value: unknown): string {
  if (typeof value === "string") {
    return value;
  }
  if (Array.isArray(value)) {
    const texts = value.slice(0, MOST_ERRORS).map(textOf);
    return texts.filter((text) => text !== "").join("; ");
  }
  return isRecord(value) ? recordText(value) : "";
}

function recordText(record: Readonly<Record<string, unknown>>): string {
  const found = ["errors", "detail", "message", "msg", "error", "title"].map((name) => textOf(record[name]));
  const text = found.find((candidate) => candidate !== "") ?? "";
  const place = placeOf(record);
  if (place === "" || text === "") {
    return text;
  }
  return record["msg"] === undefined ? `${text} (${place})` : `${place}: ${text}`;
}

/** Names the part of the request that an error is about: FastAPI's `loc`, JSON:API's `source`. */
function placeOf({ loc, source }: Readonly<Record<string, unknown>>): string {
  if (Array.isArray(loc)) {
    return loc.filter((part) => typeof part === "string" || typeof part === "number").join(".");
  }
  const parts = isRecord(source) ? [source["parameter"], source["pointer"], source["header"]] : [];
  return parts.find((part): part is string => typeof part === "string" && part !== "") ?? "";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
