import { filterText } from "../sources/filter/filterWords";
import { formatCount } from "../text/formatNumbers";
import type { ArtifactSource } from "../sources/contract/source";
import type { ArtifactTree } from "./model/artifactTree";
import { rowFilterText } from "./model/row";
import type { ListingCounts } from "./model/listingPages";

/**
 * The filters that are on in a view, and how many match of how many: `status:failed · tag team:nlp — 12 of 1,200`. Empty
 * without a filter. Sends nothing.
 */
export function filterMessage(source: ArtifactSource, tree: ArtifactTree): string {
  const { filter } = source;
  if (filter === undefined) {
    return "";
  }
  const top = filterText(filter.fields(undefined), filter.values(undefined));
  const parts = [
    ...(top === "" ? [] : [`${top}${countText(tree.filteredCounts(undefined), filter.unfilteredTotal?.(undefined))}`]),
    ...tree.loaded.filteredRows.map((row) => {
      const count = countText(tree.filteredCounts(row), filter.unfilteredTotal?.(row.entry));
      return `${row.entry.name}: ${rowFilterText(row)}${count}`;
    }),
  ];
  return parts.join("  |  ");
}

function countText(counts: ListingCounts | undefined, unfilteredTotal: number | undefined): string {
  if (counts === undefined) {
    return "";
  }
  const { shown, total, looked, hasMore } = counts;
  if (looked !== undefined) {
    const place = hasMore ? `${formatCount(looked)} of ${formatCount(total ?? looked)}` : formatCount(looked);
    return ` — ${formatCount(shown)} found in ${place}`;
  }
  if (total === undefined) {
    return ` — ${formatCount(shown)} so far`;
  }
  return ` — ${formatCount(total)}${unfilteredTotal === undefined ? "" : ` of ${formatCount(unfilteredTotal)}`}`;
}
