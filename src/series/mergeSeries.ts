import type { FileSeries } from "./seriesReader";
import type { Series, SeriesPoints } from "./series";
import { saySame, withColumnsOf } from "./samePoints";

/** The series of one file, or of the service's own API with "" for its path. */
interface OriginSeries {
  readonly path: string;
  readonly series: readonly FileSeries[];
}

interface Candidate {
  readonly name: string;
  readonly points: SeriesPoints;
  readonly path: string;
}

/**
 * Each metric once, of the origin that says most of it; the files that say the same are listed. A step's epoch or time that only
 * another one knows is taken from there. Names are as they are logged; `loss` is the same as another file's `train/loss`, which
 * Hugging Face's trainer calls it for TensorBoard, where both say the same values.
 */
export function mergeSeries(origins: readonly OriginSeries[]): readonly Series[] {
  const groups = new Map<string, Candidate[]>();
  for (const { path, series } of origins) {
    for (const { name, points } of series) {
      const key = plainName(name);
      const group = groups.get(key) ?? [];
      group.push({ name, points, path });
      groups.set(key, group);
    }
  }
  return [...groups.values()].flatMap(mergeGroup);
}

/** `train/loss` as `loss`, and `eval/loss` as `eval_loss`. */
function plainName(name: string): string {
  return name.replace(/^train\//, "").replace(/^(eval|test)\//, "$1_");
}

/** Most points first; the service's own before files, and these in their order. */
function mergeGroup(candidates: readonly Candidate[]): readonly Series[] {
  let left = candidates.toSorted(
    (a, b) => b.points.values.length - a.points.values.length || Number(a.path !== "") - Number(b.path !== ""),
  );
  const merged: Series[] = [];
  for (let [best] = left; best !== undefined; [best] = left) {
    const { name, points, path } = best;
    const others = left.slice(1);
    const same = others.filter(
      (other) => other.name === name || (other.path !== path && saySame(points, other.points)),
    );
    const taken = new Set(same);
    left = others.filter((other) => !taken.has(other));
    merged.push({
      // The name that has a prefix says more.
      name: same.reduce((longest, other) => (other.name.length > longest.length ? other.name : longest), name),
      points: same.reduce((filled, other) => withColumnsOf(filled, other.points), points),
      origin: path,
      others: [...new Set(same.map((other) => other.path))].filter((other) => other !== "" && other !== path),
    });
  }
  return merged;
}
