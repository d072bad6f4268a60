import { cutMiddle } from "../text/cutText";

const LONGEST_TITLE = 60;

/** Names from outside may be of any length, and a tab is short. */
export function tabTitle(title: string): string {
  return cutMiddle(title, LONGEST_TITLE);
}

/** Of a comparison: both names when there are two, as far as there is room for each. Undefined is what has not loaded. */
export function comparisonTitle(titles: readonly (string | undefined)[]): string {
  const [one, other] = titles.map((title) => cutMiddle(title ?? "…", LONGEST_TITLE / 2 - 2));
  return titles.length === 2 ? `${one ?? ""} ↔ ${other ?? ""}` : `Compare ${titles.length}`;
}
