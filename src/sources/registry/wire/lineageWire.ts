import * as v from "valibot";
import { isLoose, toList, toText } from "../../../text/looseValues";
import type { Loose } from "../../../text/looseValues";
import type { Lineage, LineageEdge, LineageNode } from "./model";

/** Nodes and edges without ids say nothing: they are left out, and counted. */
export const lineageSchema = v.pipe(
  v.looseObject({ nodes: v.array(v.unknown()) }),
  v.transform(({ nodes: given, ...others }): Lineage => {
    const [nodes, links] = [given.flatMap(toNode), toList(others["edges"])];
    const edges = links.flatMap(toEdge);
    return { nodes, edges, unread: given.length - nodes.length + links.length - edges.length };
  }),
);

function toNode(value: unknown): LineageNode | [] {
  if (!isLoose(value)) {
    return [];
  }
  const id = toText(value["artifact_id"]) || toText(value["id"]);
  const [name, source, type] = [toText(value["name"]) || id, toText(value["source"]), typeOf(value)];
  return id === "" ? [] : { id, name, source, type };
}

/** The page leaves open what else a node says: some services name its type, here or there. */
function typeOf({ type, metadata }: Loose): string {
  return toText(type) || (isLoose(metadata) ? toText(metadata["type"]) : "");
}

function toEdge(value: unknown): LineageEdge | [] {
  if (!isLoose(value)) {
    return [];
  }
  const from = toText(value["from_node_artifact_id"]) || toText(value["parent"]);
  const to = toText(value["to_node_artifact_id"]) || toText(value["child"]);
  return from === "" || to === "" ? [] : { from, to, relationship: toText(value["relationship"]) };
}
