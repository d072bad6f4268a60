/** Looking through more for mentions would be felt while one types. In characters. */
export const LONGEST_TEXT = 500_000;

/** A run's id, and the start of a fully qualified name. */
const MENTION = /run[_-]?id["'\s:=]|(?:artifact|model):[^\s/]+\/[^\s/]+\//i;

/**
 * True when a source may find mentions in a text, so that it is worth loading the sources. `addresses` are
 * those of the services.
 */
export function mayMention(text: string, addresses: readonly string[]): boolean {
  return text.length <= LONGEST_TEXT && (MENTION.test(text) || addresses.some((address) => hasAddress(text, address)));
}

function hasAddress(text: string, address: string): boolean {
  return text.toLowerCase().includes(address.toLowerCase());
}
