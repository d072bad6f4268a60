import type { FilterValues } from "../../contract/entryFilter";
import { isEmptyFilter } from "../../filter/filterValues";
import { MINE } from "./filterFields";

/** Another filter or order is another section, so that nothing of the listing before it stays. */
export function sectionId(name: string, values: FilterValues, ways: readonly string[]): string {
  const filter = isEmptyFilter(values) ? "" : JSON.stringify(values);
  return [name, ...[filter, ...ways].filter((way) => way !== "")].join("?");
}

/** The user that "mine" stands for: another user has another listing. */
export function ownerOf(values: FilterValues, { ownerId = "" }: { readonly ownerId?: string }): string {
  return values["owner"]?.includes(MINE) === true ? ownerId : "";
}
