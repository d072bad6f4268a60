import type { SampleRequest, SampleResponse, SampleService } from "../server/exchange";
import { answerOrProblem } from "../server/problem";
import { answerByRoute, type Route } from "../server/routes";
import { artifactOperations } from "./artifactOperations";
import { listOperations } from "./listOperations";
import { modelOperations } from "./modelOperations";
import { searchOperation } from "./searchOperation";
import { PREFIX, type Shelf } from "./shelf";
import { sideOperations } from "./sideOperations";

const NO_SUCH_ROUTE: SampleResponse = { status: 404, json: { detail: "Not Found" } };
const REFUSAL: SampleResponse = {
  status: 403,
  json: { detail: "Authentication failed due to invalid or missing AuthenticationToken." },
};

/** The artifact registry's API, as its pages describe it. Without a token, it lets everybody in. */
export function createRegistryService(shelf: Shelf, token: string | undefined): SampleService {
  const routes = [
    ...listOperations(shelf),
    ...artifactOperations(shelf),
    ...modelOperations(shelf),
    searchOperation(shelf),
    ...sideOperations(shelf),
  ];
  return {
    name: "registry",
    serves: (path) => path.startsWith(`${PREFIX}/`) || /^\/(artifacts?(\/|$)|health(\/|$)|tracks$)/.test(path),
    answer: (request) => answerBelow(routes, { ...request, path: pathBelowPrefix(request) }, token),
  };
}

function pathBelowPrefix({ path }: SampleRequest): string {
  return path.startsWith(`${PREFIX}/`) ? path.slice(PREFIX.length) : path;
}

function answerBelow(routes: readonly Route[], request: SampleRequest, token: string | undefined): SampleResponse {
  if (request.path === "/health") {
    return { status: 200, json: { status: "ok" } };
  }
  if (token !== undefined && !hasToken(request, token)) {
    return REFUSAL;
  }
  return answerOrProblem(() => answerByRoute(routes, request) ?? NO_SUCH_ROUTE);
}

function hasToken({ headers }: SampleRequest, token: string): boolean {
  return /^bearer +(\S+)$/i.exec(String(headers["x-authorization"]))?.[1] === token;
}
