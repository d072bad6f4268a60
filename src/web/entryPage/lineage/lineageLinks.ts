import type { PanelGraph } from "../../../sources/contract/panelContent";

export type GraphNode = PanelGraph["nodes"][number];
export type Link = PanelGraph["edges"][number];

/** A graph in which each node is there once, and each link once between two of them. */
export interface Family {
  readonly nodes: readonly GraphNode[];
  readonly links: readonly Link[];
}

/** Of a node: what it came of, and what came of it. */
export interface Relatives {
  readonly parents: readonly Relative[];
  readonly children: readonly Relative[];
}

export interface Relative {
  readonly id: string;
  readonly label: string;
}

/** Edges to nodes that are not there, or to themselves, are left out. */
export function familyOf({ nodes: given, edges }: PanelGraph): Family {
  const nodes = [...new Map(given.map((node) => [node.id, node])).values()];
  const ids = new Set(nodes.map(({ id }) => id));
  return { nodes, links: joined(edges.filter(({ from, to }) => from !== to && ids.has(from) && ids.has(to))) };
}

/** Joins all links between two nodes into one arrow. */
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

/** The relatives of each node by its id, in the order of the nodes. */
export function relativesOf({ nodes, links }: Family): ReadonlyMap<string, Relatives> {
  const places = new Map(nodes.map(({ id }, index) => [id, index]));
  const byPlace = (a: Relative, b: Relative) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0);
  const found = new Map(nodes.map(({ id }) => [id, { parents: [] as Relative[], children: [] as Relative[] }]));
  for (const { from, to, label } of links) {
    found.get(to)?.parents.push({ id: from, label });
    found.get(from)?.children.push({ id: to, label });
  }
  for (const { parents, children } of found.values()) {
    parents.sort(byPlace);
    children.sort(byPlace);
  }
  return found;
}
