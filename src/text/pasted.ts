import { safeName } from "./safeName";

/** Marks that some shell reads as more than a character, within quotes or without. */
const SHELL_MARKS = /['"`$&;%^!‘’‚‛“”„]/gu;
/** All that stands for itself in an address, but quotes. */
const NOT_IN_URL = /[^\w\-.~:/?#[\]@!$&()*+,;=%]+/gu;
const NOT_IN_JSON = /[^\w {}[\],:"\\\-./=@+]/g;
/** Marks that would end a line, act as a key when they are pasted, turn the text around, or get lost in the clipboard. */
const UNSEEN = /[\p{Cc}\p{Cs}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** The name of a file that a pasted command writes: a safe one, which no shell reads as more, not even the wrong shell. */
export function pastedName(name: string): string {
  return safeName(safeName(name).replaceAll(SHELL_MARKS, "_"));
}

/** An address with quotes and control characters encoded. */
export function pastedUrl(url: string): string {
  return url.toWellFormed().replaceAll(NOT_IN_URL, (text) => encodeURIComponent(text).replaceAll("'", "%27"));
}

/** JSON of the same value in plain ASCII, with nothing but its own quotes that a shell would read. */
export function pastedJson(value: unknown): string {
  const text = JSON.stringify(value).replaceAll(/\\(u[\da-f]{4}|.)/gi, (escape, mark: string) =>
    mark === '"' || mark === "\\" ? unicodeEscape(mark) : escape,
  );
  return text.replaceAll(NOT_IN_JSON, unicodeEscape);
}

/** A text as one line that can be pasted: what is no mark to see stands as its escape. */
export function pastedLine(text: string): string {
  return text.replaceAll(UNSEEN, escapeMark);
}

/** Code from outside, of many lines: the same, but for what parts lines. */
export function pastedCode(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll(UNSEEN, (mark) => (/[\n\t]/.test(mark) ? mark : escapeMark(mark)));
}

function escapeMark(mark: string): string {
  const short = new Map([
    ["\n", "\\n"],
    ["\r", "\\r"],
    ["\t", "\\t"],
  ]);
  return short.get(mark) ?? unicodeEscape(mark);
}

function unicodeEscape(mark: string): string {
  return `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
