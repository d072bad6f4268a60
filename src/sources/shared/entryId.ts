/**
 * Joins names into an id that reads as a path. Each name is encoded, so that a slash, `#` or `%` in a name can neither
 * make two ids alike nor break one apart.
 */
export function entryId(parent: string, ...names: readonly string[]): string {
  return [parent, ...names.map(encodeName)].join("/");
}

/**
 * Half of a surrogate pair, as Python servers list the bytes of names that are no UTF-8, is written `%uDCE9`: two names that
 * differ in it alone stay two.
 */
function encodeName(name: string): string {
  return name.isWellFormed() ? encodeURIComponent(name) : name.replaceAll(/\P{Cs}+|\p{Cs}/gu, encodePart);
}

/** The names of an id, or of a part of one. */
export function namesOfId(id: string): readonly string[] {
  return id.split("/").map(decodeName);
}

/** The last names of the ids that stand right below a place; `start` goes up to the slash before them. */
export function idsBelow(rowIds: readonly string[], start: string): readonly string[] {
  const names = rowIds.filter((id) => id.startsWith(start)).map((id) => id.slice(start.length));
  return names.filter((name) => name !== "" && !name.includes("/")).flatMap(namesOfId);
}

function encodePart(part: string): string {
  return part.isWellFormed() ? encodeURIComponent(part) : `%u${part.charCodeAt(0).toString(16).toUpperCase()}`;
}

function decodeName(text: string): string {
  const parts = text.split(/%u([0-9A-F]{4})/);
  return parts
    .map((part, index) => (index % 2 === 0 ? decodeURIComponent(part) : String.fromCharCode(parseInt(part, 16))))
    .join("");
}
