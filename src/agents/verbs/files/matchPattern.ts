/** Names up to a slash, anything, anything within a name, a character, or itself. */
const TOKENS = /\*\*\/|\*\*|\*|\?|[^*?]/gs;

/** Tests paths by a pattern: `*.json` in any directory, `checkpoint-?/**` along the path; whatever its letters' case. */
export function matchPattern(pattern: string): (path: string) => boolean {
  const lower = pattern.replace(/^\/+/, "").toLowerCase();
  const tokens = (lower.includes("/") ? lower : `**/${lower}`).match(TOKENS) ?? [];
  const matcher = new PatternMatcher(tokens);
  return (path) => matcher.isMatch(path.toLowerCase());
}

/** A way has come to a place, or has stayed there in the middle of a name: what stands for whole names can't end then. */
const AT_PLACE = 2;
const IN_NAME = 1;

/** Follows all ways through the pattern at once: its time grows with pattern times path, whatever they hold. */
class PatternMatcher {
  readonly #tokens: readonly string[];
  /** By places in the pattern; 0 where no way has come to. */
  #places: Uint8Array;
  #next: Uint8Array;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
    this.#places = new Uint8Array(tokens.length + 1);
    this.#next = new Uint8Array(tokens.length + 1);
  }

  isMatch(path: string): boolean {
    this.#places.fill(0);
    this.#places[0] = AT_PLACE;
    this.#skip(this.#places);
    for (const character of path) {
      this.#step(character);
    }
    return this.#places[this.#tokens.length] === AT_PLACE;
  }

  #step(character: string): void {
    const next = this.#next.fill(0);
    for (const [place, token] of this.#tokens.entries()) {
      if (this.#places[place] !== 0) {
        next[place] ||= staysAt(token, character) ? (token === "**/" ? IN_NAME : AT_PLACE) : 0;
        next[place + 1] ||= leaves(token, character) ? AT_PLACE : 0;
      }
    }
    this.#skip(next);
    [this.#places, this.#next] = [next, this.#places];
  }

  /** Stars stand for nothing, too. */
  #skip(places: Uint8Array): void {
    for (const [place, token] of this.#tokens.entries()) {
      if (places[place] === AT_PLACE && token.startsWith("*")) {
        places[place + 1] = AT_PLACE;
      }
    }
  }
}

/** True when a token may take one more character. */
function staysAt(token: string, character: string): boolean {
  return token.startsWith("**") || (token === "*" && character !== "/");
}

/** True when a token ends with a character. */
function leaves(token: string, character: string): boolean {
  return token === "**/" ? character === "/" : token === character || (token === "?" && character !== "/");
}
