import { ApiError } from "../../http/apiError";
import { cutEnd } from "../../text/cutText";

const LONGEST_QUOTE = 80;

/** The reason stands after "Could not open <file>: ". */
export function badFile(reason: string, cause?: unknown): ApiError {
  return new ApiError("badResponse", reason, { cause });
}

/** A name from a file, for a sentence: in quotes, in one line, and short. */
export function quoted(name: string): string {
  return `"${cutEnd(name.replace(/\p{C}/gu, "�"), LONGEST_QUOTE)}"`;
}
