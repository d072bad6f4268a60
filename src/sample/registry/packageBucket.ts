import type { Catalogue } from "../catalogue/catalogue";
import type { Product } from "../catalogue/catalogueRecords";
import { packageOf } from "../catalogue/packages";
import type { Bucket } from "../server/downloadService";

/** The packages' bucket in signed addresses. */
export const BUCKET = "registry-packages";

export function packagePath({ type, id }: Product): string {
  return `${BUCKET}/artifacts/${type}/${id}.zip`;
}

export function packageBucket(catalogue: Catalogue): Bucket {
  return (key) => {
    const [, type = "", id = ""] = /^artifacts\/([a-z]+)\/([^/]+)\.zip$/.exec(key) ?? [];
    const product = catalogue.product(type, id);
    return product?.delivery === "signed" ? packageOf(product) : undefined;
  };
}
