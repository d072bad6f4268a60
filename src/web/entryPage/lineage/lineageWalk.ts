import { greatestOf, leastOf } from "../../../text/extremes";
import type { LineageLayout, PlacedNode } from "./lineageLayout";

/**
 * Where a key leads from the node at an index: up to what it came of, down to what came of it, and to its neighbours on the
 * same level; and between rows of nodes that have no relatives. Undefined where there is nothing in that direction, and for
 * other keys.
 */
export function nextIndex({ nodes }: LineageLayout, index: number, key: string): number | undefined {
  const place = nodes[index];
  if (place === undefined) {
    return undefined;
  }
  switch (key) {
    case "ArrowUp":
      return nearest(nodes, place, "parents") ?? inNextRow(nodes, place, -1);
    case "ArrowDown":
      return nearest(nodes, place, "children") ?? inNextRow(nodes, place, 1);
    case "ArrowLeft":
      return onLevel(nodes, place, index - 1);
    case "ArrowRight":
      return onLevel(nodes, place, index + 1);
    case "Home":
      return found(nodes.findIndex(({ node }) => node.isSelf));
    default:
      return undefined;
  }
}

/** Of several, one that leads on, so that a key held down walks the whole line; then the one nearest to right above or below. */
function nearest(
  nodes: readonly PlacedNode[],
  { x, ...relatives }: PlacedNode,
  side: "parents" | "children",
): number | undefined {
  const ids = new Set(relatives[side].map(({ id }) => id));
  const candidates = nodes.flatMap((place, index) =>
    ids.has(place.node.id) ? [{ index, away: Math.abs(place.x - x), leadsOn: Number(place[side].length > 0) }] : [],
  );
  return candidates.sort((a, b) => b.leadsOn - a.leadsOn || a.away - b.away)[0]?.index;
}

/** Up and down mean relatives; only from and to nodes that have none do they mean what stands there. */
function inNextRow(nodes: readonly PlacedNode[], place: PlacedNode, direction: 1 | -1): number | undefined {
  const rows = nodes.map(({ y }) => y).filter((y) => direction * (y - place.y) > 0);
  const row = direction === 1 ? leastOf(rows) : greatestOf(rows);
  const candidates = nodes.flatMap((other, index) =>
    other.y === row && (isAlone(place) || isAlone(other)) ? [{ index, away: Math.abs(other.x - place.x) }] : [],
  );
  return candidates.sort((a, b) => a.away - b.away)[0]?.index;
}

function isAlone({ parents, children }: PlacedNode): boolean {
  return parents.length + children.length === 0;
}

function onLevel(nodes: readonly PlacedNode[], { y }: PlacedNode, index: number): number | undefined {
  return nodes[index]?.y === y ? index : undefined;
}

function found(index: number): number | undefined {
  return index === -1 ? undefined : index;
}
