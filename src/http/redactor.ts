/** Shorter values are words that occur in any text, and no key is that short. */
const SHORTEST_SECRET = 6;
/** Named in many a service's "missing bearer token", and no secret. */
const SCHEMES = ["bearer", "basic", "digest"];

/**
 * Hides what the key headers hold, and the parts of it (`Bearer <token>`), wherever a service echoes it. Apply it before a
 * text is cut, or half of a key would stay.
 */
export function createRedactor(keyHeaders: Readonly<Record<string, string>>): (text: string) => string {
  const values = Object.values(keyHeaders).flatMap((value) => [value, ...value.split(/\s+/)]);
  const secrets = [...new Set(values.flatMap(spellings))].filter(
    (value) => value.length >= SHORTEST_SECRET && !SCHEMES.includes(value.toLowerCase()),
  );
  if (secrets.length === 0) {
    return (text) => text;
  }
  // The longest first, so that no part is replaced before the whole.
  const alternatives = secrets.sort((a, b) => b.length - a.length).map(escapeForRegExp);
  const pattern = new RegExp(alternatives.join("|"), "gi");
  return (text) => text.replace(pattern, "•••");
}

/** A service may echo a key as it stands, as part of a URL, or as part of JSON. */
function spellings(value: string): string[] {
  return [value, encodeURIComponent(Buffer.from(value).toString()), JSON.stringify(value).slice(1, -1)];
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
