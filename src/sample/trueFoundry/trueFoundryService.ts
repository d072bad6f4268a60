import type { SampleRequest, SampleResponse, SampleService } from "../server/exchange";
import { answerOrProblem } from "../server/problem";
import { answerByRoute } from "../server/routes";
import { fileOperations } from "./fileOperations";
import { API_PATHS, type Hub } from "./hub";
import { listOperations } from "./listOperations";
import { metricOperations } from "./metricOperations";
import { runOperations } from "./runOperations";
import { tagOperations } from "./tagOperation";
import { plainProblem, refuseToken } from "./tokenCheck";

const NO_SUCH_ROUTE: SampleResponse = plainProblem(404, "Not Found");

/** TrueFoundry's ML API, as its pages describe it. */
export function createTrueFoundryService(hub: Hub, token: string): SampleService {
  const all = [
    ...listOperations(hub),
    ...fileOperations(hub),
    ...tagOperations(hub),
    ...runOperations(hub),
    ...metricOperations(hub),
  ];
  const routes = all.filter(({ pattern }) => !hub.plane.lacks?.some((start) => pattern.startsWith(start)));
  const served: readonly string[] = hub.plane.paths ?? API_PATHS;
  return {
    name: "trueFoundry",
    serves: (path) => rootOf(path) !== undefined,
    answer(request) {
      const below = { ...request, path: pathBelowRoot(request) };
      if (!served.includes(rootOf(request.path) ?? "")) {
        return NO_SUCH_ROUTE;
      }
      return refuseToken(request, token) ?? answerOrProblem(() => answerByRoute(routes, below) ?? NO_SUCH_ROUTE);
    },
  };
}

function rootOf(path: string): string | undefined {
  return API_PATHS.find((root) => path.startsWith(`${root}/`));
}

function pathBelowRoot({ path }: SampleRequest): string {
  return path.slice(rootOf(path)?.length);
}
