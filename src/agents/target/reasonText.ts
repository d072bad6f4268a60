import { WordedError } from "../../http/wordedError";
import { quoted } from "../answer/shownText";

const LONGEST = 400;

/** A failure's reason, quoted. Errors that are not worded for people are not repeated: they may name files of this machine. */
export function reasonText(error: unknown): string {
  return error instanceof WordedError ? quoted(error.message, LONGEST) : "an unexpected error";
}
