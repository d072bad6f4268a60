import type { Catalogue } from "../catalogue/catalogue";
import { PRODUCT_TYPES, type Product, type ProductType } from "../catalogue/catalogueRecords";
import type { Deployment } from "./deployment";
import { Problem } from "../server/problem";
import type { SignedUrls } from "../server/signedUrls";

/** Served below this path as well as without one, as deployments differ. */
export const PREFIX = "/prod/api";

/** The state that every operation works on. */
export interface Shelf {
  readonly catalogue: Catalogue;
  readonly signedUrls: SignedUrls;
  readonly deployment: Deployment;
}

export function productOf({ catalogue }: Shelf, type: string, id: string): Product {
  if (!isProductType(type) || !/^[A-Za-z0-9-]+$/.test(id)) {
    throw problem(
      400,
      "There is missing field(s) in the artifact_type or artifact_id or it is formed improperly, or is invalid.",
    );
  }
  const product = catalogue.product(type, id);
  if (product === undefined) {
    throw problem(404, "Artifact does not exist.");
  }
  return product;
}

export function isProductType(value: unknown): value is ProductType {
  return PRODUCT_TYPES.some((type) => type === value);
}

export function problem(status: number, detail: string): Problem {
  return new Problem({ status, json: { detail } });
}

export function metadataShape({ name, id, type }: Product): object {
  return { name, id, type };
}
