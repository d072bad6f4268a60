/** Shorter values are words that occur in any text, and no key is that short. */
const SHORTEST_SECRET = 6;
/** No service takes a header that long; a RegExp of it would fail, with the key in its error. */
export const LONGEST_KEY = 8192;
/** Named in many a service's "missing bearer token", and no secret. */
const SCHEMES = ["bearer", "basic", "digest"];
const HIDDEN = "•••";
/** Control and zero-width characters, which may stand within an echoed key. */
const GAP = "[\\p{Cc}\\u2028\\u2029\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]*";
const ENTITIES: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };

/**
 * Hides what the key headers hold, and the parts of it (`Bearer <token>`), wherever a service echoes it. Apply it before a
 * text is cut, or half of a key would stay.
 */
export function createRedactor(keyHeaders: Readonly<Record<string, string>>): (text: string) => string {
  const values = Object.values(keyHeaders).flatMap((value) => [value, ...value.split(/\s+/)]);
  const secrets = [...new Set(values)].filter(
    (value) => value.length >= SHORTEST_SECRET && !SCHEMES.includes(value.toLowerCase()),
  );
  if (secrets.length === 0) {
    return (text) => text;
  }
  if (secrets.some(({ length }) => length > LONGEST_KEY)) {
    return () => HIDDEN;
  }
  // The longest first, so that no part is replaced before the whole.
  const alternatives = secrets.sort((a, b) => b.length - a.length).flatMap(patternsOf);
  const pattern = new RegExp(alternatives.join("|"), "giu");
  return (text) => text.replace(pattern, HIDDEN);
}

/** Makes a redactor again for other keys alone. */
export class LastRedactor {
  #keys: string | undefined;
  #redact: (text: string) => string = (text) => text;

  of(keyHeaders: Readonly<Record<string, string>>): (text: string) => string {
    let keys = "";
    for (const name in keyHeaders) {
      keys += `${name}\n${keyHeaders[name] ?? ""}\n`;
    }
    if (this.#keys !== keys) {
      this.#redact = createRedactor(keyHeaders);
      this.#keys = keys;
    }
    return this.#redact;
  }
}

function patternsOf(secret: string): string[] {
  return [Array.from(secret, patternOfCharacter).join(GAP), ...base64Cores(secret).map(escapeForRegExp)];
}

/** A character as it stands, or as URLs (encoded once or more), HTML, JSON and shells write it. */
function patternOfCharacter(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) {
    return character;
  }
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  const percent = [...Buffer.from(character)].map((byte) => `%(?:25)*${byte.toString(16).padStart(2, "0")}`).join("");
  const entity = ENTITIES[character];
  const spellings = [
    `\\\\*${escapeForRegExp(character)}`,
    percent,
    `&(?:amp;)*#0*${code};`,
    `&(?:amp;)*#x0*${hex};`,
    `\\\\+u${hex.padStart(4, "0")}`,
    ...(entity === undefined ? [] : [`&(?:amp;)*${entity};`]),
  ];
  return `(?:${spellings.join("|")})`;
}

/** Base64 of any text around the secret holds one of these, as it may begin at three places of a group. */
function base64Cores(secret: string): string[] {
  const cores = [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString("base64");
    return whole.slice(offset === 0 ? 0 : 4);
  });
  const urlSafe = cores.map((core) => core.replaceAll("+", "-").replaceAll("/", "_"));
  return [...new Set([...cores, ...urlSafe])].filter(({ length }) => length >= SHORTEST_SECRET);
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
