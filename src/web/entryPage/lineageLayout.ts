import { Graph, layout } from "@dagrejs/dagre";
import type { EdgeLabel, GraphLabel, NodeLabel, Point } from "@dagrejs/dagre";
import type { PageGraph } from "../../sources/page";

/** All in CSS pixels. Nodes are of one size, so that nothing has to be measured before it is drawn. */
export const NODE_WIDTH = 220;
export const NODE_HEIGHT = 46;
const LABEL_HEIGHT = 16;
const LABEL_CHARACTER = 6;
const LONGEST_LABEL = 28;
const SPACE = { nodesep: 24, edgesep: 16, ranksep: 32, marginx: 8, marginy: 8 };

/** To untangle more would keep the page from answering for seconds. */
const MOST_UNTANGLED = 60;

type Drawing = Graph<GraphLabel, NodeLabel, EdgeLabel>;
export type GraphNode = PageGraph["nodes"][number];

/** A node in its place. `x` and `y` are of its upper left corner. */
export interface PlacedNode {
  readonly node: GraphNode;
  readonly x: number;
  readonly y: number;
  /** What it came of, and what came of it, each once and in the order in which they stand. */
  readonly parents: readonly Relative[];
  readonly children: readonly Relative[];
}

export interface Relative {
  readonly id: string;
  readonly label: string;
}

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

interface Link {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/** Puts what came of something below it. Edges to nodes that are not there, or to themselves, are left out. */
export function layOut({ nodes: given, edges }: PageGraph): LineageLayout {
  const nodes = [...new Map(given.map((node) => [node.id, node])).values()];
  const keys = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const links = joined(edges.filter(({ from, to }) => from !== to && keys.has(from) && keys.has(to)));
  const drawing = draw(nodes, links, keys);
  const places = nodes.map((node) => placed(node, drawing.node(keyOf(keys, node.id)))).sort(readingOrder);
  const order = new Map(places.map(({ node }, index) => [node.id, index]));
  const relatives = relativesOf(links, order);
  const { width = 0, height = 0 } = drawing.graph();
  return {
    width,
    height,
    nodes: places.map((place) => ({ ...place, ...relatives(place.node.id) })),
    edges: links.map((link) => placedEdge(link, drawing.edge(keyOf(keys, link.from), keyOf(keys, link.to)))),
  };
}

/** What lies between two nodes is one arrow that says all. */
function joined(edges: readonly Link[]): readonly Link[] {
  const labels = new Map<string, Link & { readonly labels: Set<string> }>();
  for (const { from, to, label } of edges) {
    const key = JSON.stringify([from, to]);
    const link = labels.get(key) ?? { from, to, label, labels: new Set() };
    labels.set(key, link);
    link.labels.add(label);
  }
  return [...labels.values()].map(({ from, to, labels: all }) => ({
    from,
    to,
    label: [...all].filter((label) => label !== "").join(", "),
  }));
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

/** What came of a node stands near it: less tidy than the library's own order, which takes long for many nodes. */
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
      left.push(...(drawing.successors(key) ?? []));
    }
  }
}

function keyOf(keys: ReadonlyMap<string, string>, id: string): string {
  return keys.get(id) ?? "";
}

function placed(node: GraphNode, { x = 0, y = 0 }: NodeLabel): Pick<PlacedNode, "node" | "x" | "y"> {
  return { node, x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 };
}

function readingOrder(a: { readonly x: number; readonly y: number }, b: { readonly x: number; readonly y: number }) {
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

function relativesOf(links: readonly Link[], order: ReadonlyMap<string, number>) {
  const [parents, children] = [new Map<string, Relative[]>(), new Map<string, Relative[]>()];
  const place = ({ id }: Relative) => order.get(id) ?? 0;
  for (const { from, to, label } of links) {
    parents.set(to, [...(parents.get(to) ?? []), { id: from, label }]);
    children.set(from, [...(children.get(from) ?? []), { id: to, label }]);
  }
  const sorted = (relatives: readonly Relative[] = []) => [...relatives].sort((a, b) => place(a) - place(b));
  return (id: string) => ({ parents: sorted(parents.get(id)), children: sorted(children.get(id)) });
}
