import type { SampleRequest, SampleResponse } from "../server/exchange";
import { recordBody, requiredTextField } from "../server/jsonInput";
import type { Route } from "../server/routes";
import { matchAll } from "./regexSearch";
import { metadataShape, problem, type Shelf } from "./shelf";

const LONGEST_REGEX = 500;

export function searchOperation(shelf: Shelf): Route {
  return { method: "POST", pattern: "/artifact/byRegEx", answer: ({ request }) => byRegEx(shelf, request) };
}

/** In names and model cards. */
function byRegEx({ catalogue }: Shelf, request: SampleRequest): SampleResponse {
  const regex = requiredTextField(recordBody(request), "regex");
  if (regex === "" || regex.length > LONGEST_REGEX) {
    throw problem(400, `Invalid regex: it must have 1 to ${LONGEST_REGEX} characters.`);
  }
  const { products, cards } = catalogue;
  const hits = matchAll(
    regex,
    products.map((product) => [product.name, cards.get(product) ?? ""]),
  );
  const found = products.filter((_, index) => hits[index]);
  if (found.length === 0) {
    throw problem(404, "No artifact found under this regex.");
  }
  return { status: 200, json: found.map(metadataShape) };
}
