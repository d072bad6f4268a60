import { greatestOf } from "../../../text/extremes";
import { formatCount } from "../../../text/formatNumbers";
import type { Family, GraphNode, Link, Relatives } from "./lineageLinks";
import { relativesOf } from "./lineageLinks";

/** More than a person walks through, and than can be laid out while they wait. */
const MOST_NODES = 150;
const MOST_LINKS = 400;
/** Laying out takes its time from the levels that all links pass together: these take a second. */
const MOST_LEVELS_PASSED = 2_500;

interface Cut {
  readonly family: Family;
  /** How much of it that is; empty when it is all. */
  readonly note: string;
}

/** Of a large graph, what is nearest to what the page is about. */
export function nearest({ nodes, links }: Family): Cut {
  const near = nearestFirst({ nodes, links });
  const kept = near.slice(0, MOST_NODES);
  const places = new Map(kept.map(({ id }, index) => [id, index]));
  const farther = ({ from, to }: Link) => Math.max(places.get(from) ?? 0, places.get(to) ?? 0);
  const between = links.filter(({ from, to }) => places.has(from) && places.has(to));
  const shown = between.length <= MOST_LINKS ? between : between.sort((a, b) => farther(a) - farther(b));
  const family = {
    nodes: nodes.filter(({ id }) => places.has(id)),
    links: shown.slice(0, MOST_LINKS),
  };
  return { family, note: noteOf(family, { nodes, links }) };
}

function noteOf(shown: Family, all: Family): string {
  const count = (some: number, of: number, noun: string) => `${formatCount(some)} of ${formatCount(of)} ${noun}`;
  const parts = [
    ...(shown.nodes.length < all.nodes.length
      ? [`the nearest ${count(shown.nodes.length, all.nodes.length, "artifacts")}`]
      : []),
    ...(shown.links.length < all.links.length ? [count(shown.links.length, all.links.length, "arrows")] : []),
  ];
  return parts.length === 0 ? "" : `This shows ${parts.join(" and ")}.`;
}

/** Breadth first, whichever way the arrows point; then those that have nothing to do with it, as they came. */
function nearestFirst(family: Family): readonly GraphNode[] {
  const relatives = relativesOf(family);
  const byId = new Map(family.nodes.map((node) => [node.id, node]));
  const self = family.nodes.filter(({ isSelf }) => isSelf);
  const seen = new Set(self);
  for (const { id } of seen) {
    const { parents = [], children = [] } = relatives.get(id) ?? {};
    for (const relative of [...parents, ...children]) {
      const node = byId.get(relative.id);
      if (node !== undefined) {
        seen.add(node);
      }
    }
  }
  return [...new Set([...seen, ...family.nodes])];
}

/** True when arrows would cross so much that a picture says nothing, and takes long. */
export function isTangled(family: Family): boolean {
  const levels = levelsOf(family);
  const level = (id: string) => levels.get(id) ?? 0;
  const passed = family.links.reduce((sum, { from, to }) => sum + Math.abs(level(to) - level(from)), 0);
  return passed > MOST_LEVELS_PASSED;
}

/** Each is one below the lowest of what it came of. In a circle, where there is no such thing, the way round is not counted. */
function levelsOf(family: Family): ReadonlyMap<string, number> {
  const relatives = relativesOf(family);
  const [levels, done] = [new Map<string, number>(), new Set<string>()];
  const left = family.nodes.map(({ id }) => id);
  for (let id = left.at(-1); id !== undefined; id = left.at(-1)) {
    const parents = relatives.get(id)?.parents ?? [];
    const isNew = !levels.has(id);
    if (isNew) {
      levels.set(id, 0);
      parents.filter((parent) => !levels.has(parent.id)).forEach((parent) => left.push(parent.id));
    }
    if (!isNew || left.at(-1) === id) {
      settleLevel(id, parents, { levels, done });
      left.pop();
    }
  }
  return levels;
}

interface Levels {
  readonly levels: Map<string, number>;
  readonly done: Set<string>;
}

/** Once those above it have their levels. */
function settleLevel(id: string, parents: Relatives["parents"], { levels, done }: Levels): void {
  if (!done.has(id)) {
    levels.set(id, 1 + greatestOf([-1, ...parents.map((parent) => levels.get(parent.id) ?? 0)]));
    done.add(id);
  }
}
