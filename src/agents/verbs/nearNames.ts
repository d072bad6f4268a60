import { quoted } from "../answer/shownText";

const MOST = 12;
const LONGEST = 60;

/** "there are eval_loss, loss": those that are most like a name that there is not, first. */
export function nearNames(wanted: string, names: Iterable<string>): string {
  const all = [...new Set(names)];
  if (all.length === 0) {
    return "there are none.";
  }
  const pairs = pairsOf(wanted);
  const likeness = (name: string) => {
    const own = pairsOf(name);
    return [...own].filter((pair) => pairs.has(pair)).length / Math.max(1, own.size + pairs.size);
  };
  const sorted = all.map((name) => ({ name, like: likeness(name.slice(0, LONGEST)) }));
  sorted.sort((one, other) => other.like - one.like || one.name.localeCompare(other.name, "en"));
  const shown = sorted.slice(0, MOST).map(({ name }) => quoted(name, LONGEST));
  const more = all.length > MOST ? ` and ${all.length - MOST} more` : "";
  return `there are ${shown.join(", ")}${more}.`;
}

function pairsOf(text: string): ReadonlySet<string> {
  const lower = text.toLowerCase();
  return new Set(Array.from({ length: Math.max(0, lower.length - 1) }, (_, at) => lower.slice(at, at + 2)));
}
