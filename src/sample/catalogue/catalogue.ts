import { cardOf } from "./cards";
import type { Product, ProductType } from "./catalogueRecords";
import { drawCode, drawDatasets, drawModels } from "./drawProducts";
import { NOTABLE_PRODUCTS } from "./notableProducts";

const SIZES: Readonly<Record<ProductType, number>> = { model: 1500, dataset: 300, code: 120 };

/** The same for every server of a process. None is made before it is asked for. */
let products: readonly Product[] | undefined;
let cards: ReadonlyMap<Product, string> | undefined;

/** All products without those that users deleted. */
export class Catalogue {
  readonly #deleted = new Set<Product>();

  get products(): readonly Product[] {
    return this.everyProduct.filter((product) => this.has(product));
  }

  /** Deleted ones, too. */
  get everyProduct(): readonly Product[] {
    return (products ??= makeProducts());
  }

  has(product: Product): boolean {
    return !this.#deleted.has(product);
  }

  product(type: string, id: string): Product | undefined {
    return this.products.find((product) => product.type === type && product.id === id);
  }

  /** The model cards; other products have none. */
  get cards(): ReadonlyMap<Product, string> {
    return (cards ??= new Map(
      this.everyProduct.filter(({ type }) => type === "model").map((model) => [model, cardOf(model)]),
    ));
  }

  delete(product: Product): void {
    this.#deleted.add(product);
  }

  /** Forgets what users changed. */
  reset(): void {
    this.#deleted.clear();
  }
}

function makeProducts(): Product[] {
  const missing = (type: ProductType): number =>
    SIZES[type] - NOTABLE_PRODUCTS.filter((product) => product.type === type).length;
  return [
    ...NOTABLE_PRODUCTS,
    ...drawModels(missing("model")),
    ...drawDatasets(missing("dataset")),
    ...drawCode(missing("code")),
  ];
}
