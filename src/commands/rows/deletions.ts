import { plainLabel } from "../../text/plainText";
import { ApiError } from "../../http/apiError";
import { formatCount } from "../../text/formatNumbers";
import type { CallOptions } from "../../sources/contract/entry";
import { type EntryRow, onePerSubject } from "../../tree/model/row";

/** This deletion did it, or another user was faster. */
export type Fate = "deleted" | "gone";

/** Lists each thing once: a child run goes before the run above it, with which it might go, too. */
export function deletionOrder(rows: readonly EntryRow[]): readonly EntryRow[] {
  return onePerSubject(rows.toSorted((a, b) => depthOf(b) - depthOf(a)));
}

export function depthOf({ id }: EntryRow): number {
  return id.split("/").length;
}

/** @throws ApiError, except for what the service does not have any more. */
export async function deleteEntry({ source, entry }: EntryRow, options: CallOptions): Promise<Fate> {
  try {
    await source.deletion?.send(entry, options);
    return "deleted";
  } catch (error) {
    if (error instanceof ApiError && error.kind === "notFound") {
      return "gone";
    }
    throw error;
  }
}

/**
 * For the status bar: rows that another user deleted first; empty when there are none. Results are in the rows'
 * order.
 */
export function goneText(rows: readonly EntryRow[], results: readonly PromiseSettledResult<Fate>[]): string {
  const gone = rows.filter((_, index) => {
    const result = results[index];
    return result?.status === "fulfilled" && result.value === "gone";
  });
  const [first] = gone;
  if (first === undefined) {
    return "";
  }
  return gone.length === 1
    ? `$(info) ${plainLabel(first.entry.name)} was deleted already`
    : `$(info) ${formatCount(gone.length)} of ${formatCount(rows.length)} were deleted already`;
}
