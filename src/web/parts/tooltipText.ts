import { cutMiddle } from "../../text/cutText";

/** Browsers show no more of a tooltip, and a page of a hundred of them shall stay small. */
const LONGEST = 1_000;

export function tooltipText(text: string): string {
  return cutMiddle(text, LONGEST);
}
