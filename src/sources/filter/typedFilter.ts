import type { FilterField, FilterValues } from "../contract/entryFilter";

/** A filter as `parseFilter` reads it: `status:failed,killed tag:team:nlp is:pinned "two words"`. */
export function typedFilter(fields: readonly FilterField[], values: FilterValues): string {
  return fields.flatMap((field) => typedWords(field, values[field.id] ?? [])).join(" ");
}

function typedWords(field: FilterField, list: readonly string[]): readonly string[] {
  if (list.length === 0) {
    return [];
  }
  switch (field.kind) {
    case "flag":
      return [`is:${field.id}`];
    case "pairs":
      return list.map((pair) => `${field.id}:${quoted(pair)}`);
    case "text":
      // Bare words stand together for one text.
      return field.takesTheRest === true ? list.map(bareWords) : [`${field.id}:${quoted(list.join(","))}`];
    case "choice":
      return [`${field.id}:${quoted(list.join(","))}`];
  }
}

/** The grammar has no way to write a quote. */
function quoted(text: string): string {
  return /[\s]/.test(text) ? `"${text}"` : text;
}

function bareWords(text: string): string {
  return /[\s:]/.test(text) ? `"${text}"` : text;
}
