/** Metrics of one prefix. */
export interface MetricGroup {
  /** "train"; empty for metrics without one. */
  readonly name: string;
  readonly metrics: readonly string[];
}

/** Trainers write these before an underscore. */
const KNOWN = /^(train|eval|val|valid|validation|test|system|sys|gpu|perf)_/i;
/** One reads what was trained first, and what the machine did last. */
const ORDER = ["", "train", "eval", "val", "valid", "validation", "test"];
const LAST = ["perf", "sys", "system", "gpu"];

/** By what stands before the first slash, or before the underscore of a usual prefix. */
export function groupMetrics(names: Iterable<string>): readonly MetricGroup[] {
  const groups = new Map<string, string[]>();
  for (const name of new Set(names)) {
    const prefix = groupOf(name);
    const metrics = groups.get(prefix) ?? [];
    metrics.push(name);
    groups.set(prefix, metrics);
  }
  return [...groups]
    .map(([name, metrics]) => ({ name, metrics: metrics.sort(byName) }))
    .sort((one, other) => rankOf(one.name) - rankOf(other.name) || byName(one.name, other.name));
}

/** The name of a metric's group. */
export function groupOf(name: string): string {
  const slash = name.indexOf("/");
  return slash > 0 ? name.slice(0, slash) : (KNOWN.exec(name)?.[1]?.toLowerCase() ?? "");
}

function rankOf(group: string): number {
  const [first, last] = [ORDER.indexOf(group), LAST.indexOf(group)];
  return first >= 0 ? first : ORDER.length + 1 + last;
}

function byName(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}
