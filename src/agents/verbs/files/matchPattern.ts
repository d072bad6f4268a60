/** Names up to a slash, anything, anything within a name, a character, or itself. */
const TOKENS = /\*\*\/|\*\*|\*|\?|[^*?]/gs;

/** Tests paths by a pattern: `*.json` in any directory, `checkpoint-?/**` along the path; whatever its letters' case. */
export function matchPattern(pattern: string): (path: string) => boolean {
  const lower = pattern.replace(/^\/+/, "").toLowerCase();
  const tokens = (lower.includes("/") ? lower : `**/${lower}`).match(TOKENS) ?? [];
  return (path) => isMatch(tokens, path.toLowerCase());
}

/** Follows all ways through the pattern at once: its time grows with pattern times path, whatever they hold. */
function isMatch(tokens: readonly string[], path: string): boolean {
  let places = withSkipped(tokens, new Set([0]));
  for (const character of path) {
    const next = [...places].flatMap((place) => placesAfter(tokens[place], place, character));
    places = withSkipped(tokens, new Set(next));
  }
  return places.has(tokens.length);
}

function placesAfter(token: string | undefined, place: number, character: string): readonly number[] {
  switch (token) {
    case "**":
      return [place];
    case "**/":
      return character === "/" ? [place, place + 1] : [place];
    case "*":
      return character === "/" ? [] : [place];
    case "?":
      return character === "/" ? [] : [place + 1];
    default:
      return token === character ? [place + 1] : [];
  }
}

/** Stars stand for nothing, too. */
function withSkipped(tokens: readonly string[], places: Set<number>): ReadonlySet<number> {
  for (const place of places) {
    if (tokens[place]?.startsWith("*") === true) {
      places.add(place + 1);
    }
  }
  return places;
}
