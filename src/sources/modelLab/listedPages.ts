import type { CallOptions } from "../contract/entry";
import type { FilterValues } from "../contract/entryFilter";
import type { ListPage, LoadPage } from "../contract/listPage";
import { mergedPages, type MergeOptions } from "./mergedPages";
import { isOn } from "./filter/filterQuery";
import { isNarrowed, totalPlace, type UnfilteredTotals } from "./filter/unfilteredTotals";
import type { ModelLabEntry } from "./rows/entries";
import type { Run } from "./wire/model";
import { defined } from "../../text/defined";

/** A page of a listing, and how to ask for the number of what it would have without its filter. */
interface CountedPage {
  readonly rowId: string;
  readonly values: FilterValues;
  readonly isFirst: boolean;
  readonly total: number | undefined;
  readonly count: (options: CallOptions) => Promise<{ readonly total?: number }>;
}

export function pageOf(cursor: string | undefined): { page?: string } {
  return defined({ page: cursor });
}

export function toPage<T, E extends ModelLabEntry>(
  { items, ...rest }: ListPage<T>,
  toRow: (item: T) => E,
): ListPage<E> {
  return { ...rest, items: items.map(toRow) };
}

/** The service takes one status a request: several are several lists, put together in their order. */
export function merged(
  statuses: readonly string[],
  loadOf: (status: string | undefined) => LoadPage<Run>,
  merge: MergeOptions<Run>,
): LoadPage<Run> {
  return statuses.length < 2 ? loadOf(statuses[0]) : mergedPages(statuses.map(loadOf), merge);
}

/** Keeps the total of what is not narrowed; behind the first page of what is, it is asked for, and no row waits for it. */
export function noteTotal(totals: UnfilteredTotals, { rowId, values, isFirst, total, count }: CountedPage): void {
  const place = totalPlace(rowId, values);
  if (isNarrowed(values)) {
    // Stars are looked for in what the service lists: there is nothing beside it to count.
    void (isFirst && !isOn(values, "starred") ? totals.ask(place, count) : undefined);
  } else if (total !== undefined) {
    totals.note(place, total);
  }
}
