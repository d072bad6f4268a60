import type { TemplateResult } from "lit";
import { isLong, longText, openedText } from "../parts/pieces";
import { cutMiddle } from "../../text/cutText";

/** Four lines of a narrow column. */
const LONGEST_SHOWN = 56;

/** A text from outside beside others: a long one is cut in its middle, as what is compared often differs at its end. */
export function comparedText(text: string): TemplateResult {
  return isLong(text) ? openedText(text, cutMiddle(text, LONGEST_SHOWN)) : longText(text);
}
