import { knownRank } from "./bestMetric";
import { metricDirection } from "./metricDirection";

/** Names of metrics, each once: those that are known to tell how a run went, then those that are better low or high, then the rest. */
export function tellingFirst(names: Iterable<string>): readonly string[] {
  const rank = (name: string) => knownRank(name) ?? (metricDirection(name) === undefined ? Infinity : Number.MAX_VALUE);
  const rankOf = new Map([...new Set(names)].map((name) => [name, rank(name)]));
  const compare = (a: string, b: string) => {
    const [left = Infinity, right = Infinity] = [rankOf.get(a), rankOf.get(b)];
    return left === right ? a.localeCompare(b, "en", { numeric: true }) : left - right;
  };
  return [...rankOf.keys()].sort(compare);
}
