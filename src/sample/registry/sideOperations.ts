import type { Product } from "../catalogue/catalogueRecords";
import { packageOf } from "../catalogue/packages";
import type { SampleRequest, SampleResponse } from "../server/exchange";
import { recordBody, requiredTextField } from "../server/jsonInput";
import type { Route } from "../server/routes";
import { metadataShape, problem, productOf, type Shelf } from "./shelf";

const DAY_MS = 86_400_000;
const AUDITOR = { name: "ada.okafor", is_admin: true };

/** Operations that deployments offer beside the catalogue itself. */
export function sideOperations(shelf: Shelf): Route[] {
  return [
    {
      method: "POST",
      pattern: "/artifact/model/{id}/license-check",
      answer: ({ param, request }) => checkLicense(productOf(shelf, "model", param("id")), request),
    },
    {
      method: "GET",
      pattern: "/artifact/{type}/{id}/audit",
      answer: ({ param }) => audit(productOf(shelf, param("type"), param("id"))),
    },
    {
      method: "GET",
      pattern: "/tracks",
      answer: () => ({ status: 200, json: { plannedTracks: ["Performance track"] } }),
    },
    {
      method: "GET",
      pattern: "/health/components",
      answer: () => ({
        status: 200,
        json: { components: [{ id: "catalogue", display_name: "Catalogue", status: "ok" }] },
      }),
    },
    {
      method: "GET",
      pattern: "/download/{type}/{file}",
      answer: ({ param }) => ownPackage(productOf(shelf, param("type"), param("file").replace(/\.zip$/, ""))),
    },
  ];
}

/** Of a model that comes from elsewhere, nothing can be said of another repository. */
function checkLicense(model: Product, request: SampleRequest): SampleResponse {
  const url = requiredTextField(recordBody(request), "github_url");
  if (!/^https:\/\/github\.com\/[^/]+\/[^/]+/.test(url)) {
    throw problem(404, "The GitHub project could not be found.");
  }
  return { status: 200, json: Number(model.id.at(-1)) % 2 === 0 };
}

/** The newest first. */
function audit(product: Product): SampleResponse {
  const artifact = metadataShape(product);
  const json = ["UPDATE", "CREATE"].map((action, index) => ({
    user: AUDITOR,
    date: new Date(Date.UTC(2026, 1, 3) - index * DAY_MS).toISOString(),
    artifact,
    action,
  }));
  return { status: 200, json };
}

function ownPackage(product: Product): SampleResponse {
  if (product.delivery !== "signed") {
    throw problem(404, "There is no package of this artifact.");
  }
  return { status: 200, bytes: packageOf(product) };
}
