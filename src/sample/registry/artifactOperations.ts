import type { Product } from "../catalogue/catalogueRecords";
import type { SampleRequest, SampleResponse } from "../server/exchange";
import type { Route } from "../server/routes";
import { packagePath } from "./packageBucket";
import { metadataShape, PREFIX, productOf, type Shelf } from "./shelf";

export function artifactOperations(shelf: Shelf): Route[] {
  const pattern = "/artifacts/{type}/{id}";
  return [
    {
      method: "GET",
      pattern,
      answer: ({ param, request }) => retrieve(shelf, productOf(shelf, param("type"), param("id")), request),
    },
    {
      method: "DELETE",
      pattern,
      answer({ param }) {
        shelf.catalogue.delete(productOf(shelf, param("type"), param("id")));
        return { status: 200 };
      },
    },
  ];
}

function retrieve(shelf: Shelf, product: Product, { headers }: SampleRequest): SampleResponse {
  const own = `http://${headers.host ?? ""}${PREFIX}/download/${product.type}/${product.id}.zip`;
  const isOwn = shelf.deployment.hasOwnPackages === true && product.delivery === "signed";
  const data = { url: product.source, download_url: isOwn ? own : downloadUrl(shelf, product) };
  return { status: 200, json: { metadata: metadataShape(product), data } };
}

function downloadUrl({ signedUrls }: Shelf, product: Product): string | null {
  switch (product.delivery) {
    case "signed":
      return signedUrls.urlOf(packagePath(product));
    case "local":
      return `local://download/${product.type}/${product.id}`;
    case "none":
      return null;
  }
}
