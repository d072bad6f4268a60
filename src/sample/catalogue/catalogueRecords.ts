export const PRODUCT_TYPES = ["model", "dataset", "code"] as const;
export type ProductType = (typeof PRODUCT_TYPES)[number];

/** How its package can be had. */
export type Delivery = "signed" | "local" | "none";

/** Something in the registry: public models, data and code that the team uses, as plain data. */
export interface Product {
  readonly id: string;
  readonly type: ProductType;
  /** Others may bear the same. */
  readonly name: string;
  /** Where it came from: an address for most, any text for some. */
  readonly source: string;
  readonly delivery: Delivery;
  /** For example `token-classification`; of a model also what its card says. */
  readonly task: string;
  /** The name of the model that it was made from. */
  readonly base: string | undefined;
}
