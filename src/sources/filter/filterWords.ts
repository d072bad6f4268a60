import type { FilterField, FilterValues } from "../contract/entryFilter";

/** A filter's parts as they are read: `status:failed,killed`, `tag team:nlp`, `"vanilla"`, `pinned`. */
function filterWords(fields: readonly FilterField[], values: FilterValues): readonly string[] {
  return fields.flatMap((field) => fieldWords(field, values[field.id] ?? []));
}

/** `status:failed · tag team:nlp`; empty without a filter. */
export function filterText(fields: readonly FilterField[], values: FilterValues): string {
  return filterWords(fields, values).join(" · ");
}

/** Says "No runs", or names the filter that is on. */
export function emptyText(noun: string, filter: string): string {
  return filter === "" ? `No ${noun}` : `No ${noun} match ${filter}`;
}

export function fieldWords(field: FilterField, list: readonly string[]): readonly string[] {
  if (list.length === 0) {
    return [];
  }
  switch (field.kind) {
    case "flag":
      return [field.words ?? field.id];
    case "pairs":
      return list.map((pair) => `${field.id} ${pair}`);
    case "text":
      return [
        field.takesTheRest === true ? list.map((text) => `"${text}"`).join(" ") : `${field.id}:${list.join(",")}`,
      ];
    case "choice":
      return [`${field.id}:${list.map((value) => field.names?.get(value) ?? value).join(",")}`];
  }
}
