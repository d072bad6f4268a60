import { ApiError } from "./apiError";

/** A list repeats its name; what is undefined is left out. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** Appends a query in its encoded form. */
export function withQuery(path: string, query: Query = {}): string {
  let text = path;
  let separator = "?";
  for (const name in query) {
    const value = query[name];
    for (const item of isList(value) ? value : [value]) {
      if (item !== undefined) {
        text += `${separator}${encodeURIComponent(name)}=${encodeURIComponent(String(item).toWellFormed())}`;
        separator = "&";
      }
    }
  }
  return text;
}

/**
 * One segment of a path, encoded. An id comes from a service, so it must not be able to lead to another operation.
 * @throws ApiError for an empty one and for dots, which servers resolve even when they are encoded.
 */
export function pathSegment(id: string): string {
  if (id === "" || id === "." || id === "..") {
    throw new ApiError("badRequest", `"${id}" can't be an id`);
  }
  // It throws at half of a surrogate pair.
  return encodeURIComponent(id.toWellFormed());
}

function isList(value: Query[string]): value is readonly string[] {
  return Array.isArray(value);
}
