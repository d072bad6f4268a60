import { isLoose } from "../../text/looseValues";
import type { RowOrder } from "./tableRows";

/** How a person has set the page up: kept while it is hidden, and over a reload. */
export interface KeptView {
  readonly filter: string;
  readonly order?: RowOrder | undefined;
  readonly scrollTop: number;
  readonly isMetadataOpen: boolean;
  readonly metadataFilter: string;
}

/** Reads a view that an older version of the page may have stored. */
export function keptView(kept: unknown): KeptView {
  const { filter, order, scrollTop, isMetadataOpen, metadataFilter } = isLoose(kept) ? kept : {};
  return {
    filter: typeof filter === "string" ? filter : "",
    order: isLoose(order) ? toOrder(order["column"], order["isDescending"]) : undefined,
    scrollTop: typeof scrollTop === "number" ? scrollTop : 0,
    isMetadataOpen: isMetadataOpen === true,
    metadataFilter: typeof metadataFilter === "string" ? metadataFilter : "",
  };
}

function toOrder(column: unknown, isDescending: unknown): RowOrder | undefined {
  return typeof column === "number" ? { column, isDescending: isDescending === true } : undefined;
}
