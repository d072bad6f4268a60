import { unreadText } from "../sources/shared/unread";
import { formatCount } from "../text/formatNumbers";
import { MOST_RUNS } from "./runLoad";
import type { RunTable } from "./runTable";

/** Says which runs a table lacks, though the service may have them. */
export function tableGaps({ counts, isCapped }: Pick<RunTable, "counts" | "isCapped">): readonly string[] {
  const { unread, mayHaveMore } = counts;
  return [
    ...(unread === undefined ? [] : [unreadText(unread, "runs")]),
    ...(isCapped ? [`A table shows the first ${formatCount(MOST_RUNS)} runs: narrow them by a filter.`] : []),
    ...(mayHaveMore ? ["The service may have more runs than it listed."] : []),
  ];
}
