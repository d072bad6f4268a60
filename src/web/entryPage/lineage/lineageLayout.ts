import { greatestOf } from "../../../text/extremes";
import { Graph, layout } from "@dagrejs/dagre";
import type { EdgeLabel, GraphLabel, NodeLabel, Point } from "@dagrejs/dagre";
import type { Family, GraphNode, Link, Relatives } from "./lineageLinks";
import { relativesOf } from "./lineageLinks";

/** All in CSS pixels. Nodes are of one size, so that nothing has to be measured before it is drawn. */
export const NODE_WIDTH = 220;
export const NODE_HEIGHT = 46;
const LABEL_HEIGHT = 16;
const LABEL_CHARACTER = 6;
const LONGEST_LABEL = 28;
const [GAP, MARGIN] = [24, 8];
const SPACE = { nodesep: GAP, edgesep: 16, ranksep: 32, marginx: MARGIN, marginy: MARGIN };
/** How many that have nothing to do with each other stand side by side, unless the rest of the picture is wider. */
const LEAST_IN_ROW = 4;

/** To untangle more would keep the page from answering for seconds. */
const MOST_UNTANGLED = 60;

type Drawing = Graph<GraphLabel, NodeLabel, EdgeLabel>;

/** A node in its place, with its relatives in the order in which they stand. `x` and `y` are of its upper left corner. */
export interface PlacedNode extends Relatives {
  readonly node: GraphNode;
  readonly x: number;
  readonly y: number;
}

type Place = Pick<PlacedNode, "node" | "x" | "y">;

export interface PlacedEdge {
  readonly from: string;
  readonly to: string;
  /** Shortened to what there is room for. */
  readonly label: string;
  /** From node to node; at least two. */
  readonly points: readonly Point[];
  /** The middle of its label. */
  readonly labelAt: Point;
}

export interface LineageLayout {
  readonly width: number;
  readonly height: number;
  /** From the top down, each level from left to right. */
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** Puts what came of something below it, and what has no relatives below all others. */
export function layOut({ nodes, links }: Family): LineageLayout {
  const ends = new Set(links.flatMap(({ from, to }) => [from, to]));
  const linked = nodes.filter(({ id }) => ends.has(id));
  const keys = new Map(linked.map(({ id }, index) => [id, `n${index}`]));
  const drawing = draw(linked, links, keys);
  const { width = 0, height = 0 } = linked.length === 0 ? {} : drawing.graph();
  const alone = inRows(
    nodes.filter(({ id }) => !ends.has(id)),
    width,
    height,
  );
  const places = linked.map((node) => placed(node, drawing.node(keyOf(keys, node.id)))).sort(readingOrder);
  for (const place of alone) {
    places.push(place);
  }
  const relatives = relativesOf({ nodes: places.map(({ node }) => node), links });
  return {
    width: greatestOf([width, ...alone.map(({ x }) => x + NODE_WIDTH + MARGIN)]),
    height: greatestOf([height, ...alone.map(({ y }) => y + NODE_HEIGHT + MARGIN)]),
    nodes: places.map((place) => ({ ...place, ...(relatives.get(place.node.id) ?? { parents: [], children: [] }) })),
    edges: links.map((link) => placedEdge(link, drawing.edge(keyOf(keys, link.from), keyOf(keys, link.to)))),
  };
}

/** Under names of our own: the library keeps nodes in plain objects, in which a name from outside could be `__proto__`. */
function draw(nodes: readonly GraphNode[], links: readonly Link[], keys: ReadonlyMap<string, string>) {
  const drawing: Drawing = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  drawing.setGraph({ rankdir: "TB", acyclicer: "greedy", ...SPACE });
  for (const { id } of nodes) {
    drawing.setNode(keyOf(keys, id), { width: NODE_WIDTH, height: NODE_HEIGHT });
  }
  for (const { from, to, label } of links) {
    const width = shown(label).length * LABEL_CHARACTER;
    drawing.setEdge(keyOf(keys, from), keyOf(keys, to), {
      width,
      height: label === "" ? 0 : LABEL_HEIGHT,
      labelpos: "c",
    });
  }
  layout(drawing, nodes.length > MOST_UNTANGLED ? { customOrder: orderByDepth } : {});
  return drawing;
}

/** Puts descendants near a node: less tidy than the library's own order, which takes long for many nodes. */
function orderByDepth(drawing: Drawing): void {
  const seen = new Set<string>();
  const widths = new Map<number, number>();
  const rankOf = (key: string) => drawing.node(key).rank ?? 0;
  const left = [...drawing.nodes()].sort((a, b) => rankOf(b) - rankOf(a));
  for (let key = left.pop(); key !== undefined; key = left.pop()) {
    if (!seen.has(key)) {
      seen.add(key);
      const order = widths.get(rankOf(key)) ?? 0;
      drawing.node(key).order = order;
      widths.set(rankOf(key), order + 1);
      for (const successor of drawing.successors(key) ?? []) {
        left.push(successor);
      }
    }
  }
}

function keyOf(keys: ReadonlyMap<string, string>, id: string): string {
  return keys.get(id) ?? "";
}

function placed(node: GraphNode, { x = 0, y = 0 }: NodeLabel): Place {
  return { node, x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 };
}

/** Below a picture of some width and height. */
function inRows(nodes: readonly GraphNode[], width: number, height: number): readonly Place[] {
  const count = Math.max(LEAST_IN_ROW, Math.floor((width - 2 * MARGIN + GAP) / (NODE_WIDTH + GAP)));
  const top = height === 0 ? MARGIN : height + GAP - MARGIN;
  return nodes.map((node, index) => ({
    node,
    x: MARGIN + (index % count) * (NODE_WIDTH + GAP),
    y: top + Math.floor(index / count) * (NODE_HEIGHT + GAP),
  }));
}

function readingOrder(a: Place, b: Place): number {
  return a.y - b.y || a.x - b.x;
}

function placedEdge({ from, to, label }: Link, { points = [], x, y }: EdgeLabel): PlacedEdge {
  const middle = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
  return { from, to, label: shown(label), points, labelAt: { x: x ?? middle.x, y: y ?? middle.y } };
}

function shown(label: string): string {
  return label.length <= LONGEST_LABEL
    ? label
    : `${label.slice(0, LONGEST_LABEL - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
