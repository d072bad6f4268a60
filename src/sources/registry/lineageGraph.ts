import type { PanelGraph } from "../contract/panelContent";
import { isKnownType, TYPE_LOOKS } from "./rows/artifactTypes";
import type { Artifact, Lineage, LineageNode } from "./wire/model";
import type { ArtifactKey } from "./wire/operations";

/** The ids of the rows down to an artifact; undefined for what has none. */
export type RowIdsOf = (key: ArtifactKey) => readonly string[] | undefined;

/** Undefined when nothing is known of what the artifact was made from, and what of it. */
export function lineageGraph(self: Artifact, lineage: Lineage, rowIdsOf: RowIdsOf): PanelGraph | undefined {
  const nodes = allNodes(lineage).map((node) => {
    const rowIds = rowIdsOf(node);
    const isSelf = node.id === self.id;
    return { id: node.id, label: node.name, detail: detailOf(node), isSelf, ...(rowIds && { rowIds }) };
  });
  const edges = lineage.edges.map(({ from, to, relationship }) => ({ from, to, label: inWords(relationship) }));
  return nodes.some(({ isSelf }) => !isSelf) ? { title: "Lineage", nodes, edges } : undefined;
}

/** Each once, with those of which only the edges tell. */
function allNodes({ nodes, edges }: Lineage): readonly LineageNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const id of edges.flatMap(({ from, to }) => [from, to])) {
    byId.set(id, byId.get(id) ?? { id, name: id, source: "", type: "" });
  }
  return [...byId.values()];
}

function detailOf({ type, source, isNotLookedUp }: LineageNode): string {
  const noun = isKnownType(type) ? TYPE_LOOKS[type].singular : type;
  const origin = originWords(source);
  return [noun, origin, isNotLookedUp === true ? "could not be looked up" : ""]
    .filter((text) => text !== "")
    .join(" · ");
}

/** "from the model card"; the registry names the file that it read a relation in. */
function originWords(source: string): string {
  const names: Readonly<Record<string, string>> = { model_card: "the model card", config_json: "config.json" };
  return source === "" ? "" : `from ${names[source] ?? source}`;
}

function inWords(relationship: string): string {
  return relationship.replaceAll("_", " ");
}
