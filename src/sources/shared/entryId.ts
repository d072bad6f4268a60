/**
 * Joins names into an id that reads as a path. Each name is encoded, so that a slash, `#` or `%` in a name can neither
 * make two ids alike nor break one apart.
 */
export function entryId(parent: string, ...names: readonly string[]): string {
  return [parent, ...names.map((name) => encodeURIComponent(name.toWellFormed()))].join("/");
}
