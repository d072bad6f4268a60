import type { PanelContent } from "../sources/contract/panelContent";
import { cutMiddle } from "../text/cutText";
import { visibleText } from "../text/plainText";

const LONGEST_TITLE = 60;
const LONGEST_NAME = 36;

/** Names from outside may be of any length, and a tab is short. */
export function tabTitle(title: string): string {
  return cutMiddle(visibleText(title), LONGEST_TITLE);
}

/** Of an entry's page: its name, and the one above it, by which those of two projects are told apart. */
export function entryTitle({ title, above }: Pick<PanelContent, "title" | "above">): string {
  const parent = above.at(-1);
  return parent === undefined
    ? tabTitle(title)
    : `${cutMiddle(visibleText(title), LONGEST_NAME)} · ${cutMiddle(visibleText(parent), LONGEST_TITLE - LONGEST_NAME - 3)}`;
}

/** Of a comparison: both names when there are two, as far as there is room for each. Undefined is what has not loaded. */
export function comparisonTitle(titles: readonly (string | undefined)[]): string {
  const [one, other] = titles.map((title) => cutMiddle(visibleText(title ?? "…"), LONGEST_TITLE / 2 - 2));
  return titles.length === 2 ? `${one ?? ""} ↔ ${other ?? ""}` : `Compare ${titles.length}`;
}
