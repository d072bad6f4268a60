import type { Product } from "../catalogue/catalogueRecords";
import { lineageOf, membersOf, type LineageEdge } from "../catalogue/lineage";
import { megabytesOf } from "../catalogue/packages";
import { scoresOf } from "../catalogue/scores";
import type { SampleRequest, SampleResponse } from "../server/exchange";
import type { Route } from "../server/routes";
import { problem, productOf, type Shelf } from "./shelf";

export function modelOperations(shelf: Shelf): Route[] {
  return [
    {
      method: "GET",
      pattern: "/artifact/model/{id}/rate",
      answer: ({ param }) => rate(productOf(shelf, "model", param("id"))),
    },
    {
      method: "GET",
      pattern: "/artifact/model/{id}/lineage",
      answer: ({ param }) => lineage(shelf, productOf(shelf, "model", param("id"))),
    },
    {
      method: "GET",
      pattern: "/artifact/{type}/{id}/cost",
      answer: ({ param, request }) => cost(shelf, productOf(shelf, param("type"), param("id")), request),
    },
  ];
}

function rate(model: Product): SampleResponse {
  const { net, parts, sizes, latencies } = scoresOf(model);
  const json = { name: model.name, category: "MODEL", net_score: net, ...parts, size_score: sizes, ...latencies };
  return { status: 200, json };
}

/** Deployments differ in what they call the same fields; here, models do. */
function lineage({ catalogue }: Shelf, model: Product): SampleResponse {
  const edges = lineageOf(model, catalogue);
  const members = membersOf(model, edges);
  const isTerse = Number(model.id.at(-1)) % 2 === 0;
  const nodes = members.map((member) => (isTerse ? terseNode(member) : node(member)));
  return { status: 200, json: { nodes, edges: edges.map(isTerse ? terseEdge : edge) } };
}

function node({ id, name, type }: Product): object {
  return { artifact_id: id, name, source: type === "model" ? "config_json" : "model_card", metadata: { type } };
}

function terseNode({ id, name }: Product): object {
  return { id, name };
}

function edge({ from, to, relationship }: LineageEdge): object {
  return { from_node_artifact_id: from.id, to_node_artifact_id: to.id, relationship };
}

function terseEdge({ from, to }: LineageEdge): object {
  return { parent: from.id, child: to.id };
}

/** In megabytes to download, with everything it was made from when the dependencies are asked for. */
function cost({ catalogue, deployment }: Shelf, product: Product, { query }: SampleRequest): SampleResponse {
  if (query.get("dependency") !== "true") {
    return { status: 200, json: { [product.id]: { total_cost: megabytesOf(product) } } };
  }
  if (deployment.failsAtDependencies === true) {
    throw problem(500, "The artifact cost calculator encountered an error.");
  }
  const costs = membersOf(product, lineageOf(product, catalogue)).map((member) => {
    const all = membersOf(member, lineageOf(member, catalogue));
    const total = all.reduce((sum, part) => sum + megabytesOf(part), 0);
    return [member.id, { standalone_cost: megabytesOf(member), total_cost: Number(total.toFixed(3)) }] as const;
  });
  return { status: 200, json: Object.fromEntries(costs) };
}
