import type { Product } from "../catalogue/catalogueRecords";
import { PRODUCT_TYPES } from "../catalogue/catalogueRecords";
import type { SampleRequest, SampleResponse } from "../server/exchange";
import { countInput, invalidInput, isRecord, jsonBody, missingInput } from "../server/jsonInput";
import type { Route } from "../server/routes";
import { offsetForm, type OffsetForm } from "./deployment";
import { isProductType, metadataShape, problem, type Shelf } from "./shelf";

const PAGE = 1000;

export function listOperations(shelf: Shelf): Route[] {
  return [
    { method: "POST", pattern: "/artifacts", answer: ({ request }) => listArtifacts(shelf, request) },
    { method: "GET", pattern: "/artifact/byName/{name}", answer: ({ param }) => byName(shelf, param("name")) },
  ];
}

/** Where the next page begins stands in a header, which the last page does not have. */
function listArtifacts({ catalogue, deployment }: Shelf, request: SampleRequest): SampleResponse {
  const tests = queriesOf(jsonBody(request));
  const found = catalogue.products.filter((product) => tests.some((test) => test(product)));
  const form = offsetForm(deployment);
  const given = offsetOf(request.query, form);
  const isEndless = deployment.offsets === "endless";
  const start = isEndless ? given * PAGE : given;
  const end = start + PAGE;
  const next = form?.write(end) ?? String(isEndless ? given + 1 : end);
  return {
    status: 200,
    headers: isEndless || end < found.length ? { offset: next } : {},
    json: found.slice(start, end).map(metadataShape),
  };
}

/** Empty is as good as absent. */
function offsetOf(query: URLSearchParams, form: OffsetForm | undefined): number {
  const text = query.get("offset") ?? "";
  return text === "" ? 0 : countInput(String(form?.read(text) ?? text), ["query", "offset"]);
}

type ProductTest = (product: Product) => boolean;

/** A product is listed when any of the queries fits. */
function queriesOf(body: unknown): ProductTest[] {
  if (!Array.isArray(body)) {
    throw invalidInput(["body"], "Input should be a valid list", "list_type");
  }
  return body.map((query: unknown, index) => queryTest(query, index));
}

function queryTest(query: unknown, index: number): ProductTest {
  const { name, types } = isRecord(query) ? query : {};
  if (typeof name !== "string") {
    throw missingInput(["body", index, "name"]);
  }
  const wanted = typesOf(types, index);
  return (product) => (name === "*" || product.name === name) && wanted.includes(product.type);
}

/** All, when the query names none. */
function typesOf(types: unknown, index: number): readonly string[] {
  const wanted: readonly unknown[] = Array.isArray(types) && types.length > 0 ? types : PRODUCT_TYPES;
  if (!wanted.every(isProductType)) {
    throw invalidInput(["body", index, "types"], "Input should be 'model', 'dataset' or 'code'", "enum");
  }
  return wanted;
}

function byName({ catalogue, deployment }: Shelf, name: string): SampleResponse {
  const found = catalogue.products.filter((product) => product.name === name.trim());
  if (found.length === 0 && deployment.hasNoEmptyLists === true) {
    throw problem(404, "No such artifact.");
  }
  found.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { status: 200, json: found.map(metadataShape) };
}
