import { ApiError } from "./apiError";

/** A list repeats its name; what is undefined is left out. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** Appends a query in its encoded form. */
export function withQuery(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (isList(value) ? value : value === undefined ? [] : [value]).map(
      (item) => `${encodeURIComponent(name)}=${encodeURIComponent(String(item).toWellFormed())}`,
    ),
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join("&")}`;
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
