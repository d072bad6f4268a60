import type { SampleRequest, SampleResponse, SampleService } from "../server/exchange";
import { answerOrProblem } from "../server/problem";
import { answerByRoute } from "../server/routes";
import { fileOperations } from "./fileOperations";
import type { Hub } from "./hub";
import { listOperations } from "./listOperations";
import { tagOperation } from "./tagOperation";
import { plainProblem, refuseToken } from "./tokenCheck";

/** The same operations stand under both. */
const ROOTS = ["/api/ml/v1", "/api/svc/v1"] as const;
const NO_SUCH_ROUTE: SampleResponse = plainProblem(404, "Not Found");

/** TrueFoundry's ML API, as its pages describe it. */
export function createTrueFoundryService(hub: Hub, token: string): SampleService {
  const routes = [...listOperations(hub), ...fileOperations(hub), tagOperation(hub)];
  return {
    name: "trueFoundry",
    serves: (path) => rootOf(path) !== undefined,
    answer(request) {
      const below = { ...request, path: pathBelowRoot(request) };
      return refuseToken(request, token) ?? answerOrProblem(() => answerByRoute(routes, below) ?? NO_SUCH_ROUTE);
    },
  };
}

function rootOf(path: string): string | undefined {
  return ROOTS.find((root) => path.startsWith(`${root}/`));
}

function pathBelowRoot({ path }: SampleRequest): string {
  return path.slice(rootOf(path)?.length);
}
