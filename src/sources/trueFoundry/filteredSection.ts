import type { FilterValues } from "../contract/entryFilter";
import type { Section } from "../contract/source";
import { emptyText, filterText } from "../filter/filterWords";
import type { RowFilters } from "./filter/rowFilters";
import type { TrueFoundryEntry } from "./rows/entries";

interface FilteredListing {
  readonly id: string;
  readonly noun: string;
  readonly parent: TrueFoundryEntry;
}

/** Another filter is another section, so that nothing of the listing before it stays. */
export function filteredSection<E extends TrueFoundryEntry>(
  filter: RowFilters,
  { id, noun, parent }: FilteredListing,
  loaderOf: (values: FilterValues) => Section<E>["load"],
): Section<E> {
  const values = filter.values(parent);
  const text = filterText(filter.fields(parent), values);
  const isFiltered = text !== "";
  let load: Section<E>["load"] | undefined;
  return {
    id: isFiltered ? `${id}?${text}` : id,
    noun,
    emptyText: emptyText(noun, text),
    isFiltered,
    load: (cursor, options) => {
      load = cursor === undefined || load === undefined ? loaderOf(values) : load;
      return load(cursor, options);
    },
  };
}
