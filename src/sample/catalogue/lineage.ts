import { Dice } from "../bytes/dice";
import type { Catalogue } from "./catalogue";
import type { Product } from "./catalogueRecords";

export interface LineageEdge {
  readonly from: Product;
  readonly to: Product;
  readonly relationship: "base_model" | "fine_tuning_dataset" | "training_code";
}

/** Leads to everything that a product was made from, directly or not. Data and code were made from nothing. */
export function lineageOf(product: Product, catalogue: Catalogue): LineageEdge[] {
  const direct = directEdges(product, catalogue);
  return [...direct, ...direct.flatMap(({ from }) => lineageOf(from, catalogue))];
}

/** The product first, then what it was made from, each once. */
export function membersOf(product: Product, edges: readonly LineageEdge[]): Product[] {
  return [...new Set([product, ...edges.map(({ from }) => from)])];
}

function directEdges(product: Product, catalogue: Catalogue): LineageEdge[] {
  if (product.type !== "model") {
    return [];
  }
  // From deleted ones, too, so that a deletion does not give others another history.
  const products = catalogue.everyProduct;
  const dice = new Dice("lineage", product.id);
  const base = products.find(({ type, name }) => type === "model" && name === product.base);
  const dataset = drawOne(products, "dataset", dice);
  const code = dice.chance(0.5) ? drawOne(products, "code", dice) : undefined;
  const edges: readonly (readonly [Product | undefined, LineageEdge["relationship"]])[] = [
    [base, "base_model"],
    [dataset, "fine_tuning_dataset"],
    [code, "training_code"],
  ];
  return edges.flatMap(([from, relationship]) =>
    from !== undefined && catalogue.has(from) ? [{ from, to: product, relationship }] : [],
  );
}

function drawOne(products: readonly Product[], type: Product["type"], dice: Dice): Product | undefined {
  const candidates = products.filter((product) => product.type === type);
  return candidates[dice.between(0, candidates.length - 1)];
}
