import type { SampleRequest, SampleResponse, SampleService } from "../server/exchange";
import { answerByRoute, type Route } from "../server/routes";
import { artifactOperations } from "./artifactOperations";
import { facetOperations } from "./facetOperations";
import { refuseApiKey, refuseKeys, type SampleKeys } from "./keyCheck";
import { ROOT, type Lab } from "./operation";
import { Problem } from "./problem";
import { projectOperations } from "./projectOperations";
import { RateLimit } from "./rateLimit";
import { runOperations } from "./runOperations";

const NO_SUCH_ROUTE: SampleResponse = { status: 404, json: { errors: ["Not Found"] } };

/** Datadog's Model Lab API, as the real service was seen to answer, and the two operations that check keys. */
export function createModelLabService(lab: Lab, keys: SampleKeys): SampleService {
  const routes = [
    ...projectOperations(lab),
    ...runOperations(lab),
    ...facetOperations(lab),
    ...artifactOperations(lab),
  ];
  const rateLimit = new RateLimit(lab.now);
  return {
    answer(request) {
      const answer = answerAny(routes, request, keys);
      return answer && { ...answer, headers: { ...rateLimit.take(), ...answer.headers } };
    },
  };
}

function answerAny(routes: readonly Route[], request: SampleRequest, keys: SampleKeys): SampleResponse | undefined {
  if (request.path === "/api/v1/validate") {
    return refuseApiKey(request, keys) ?? { status: 200, json: { valid: true } };
  }
  if (request.path === "/api/v2/validate_keys") {
    return refuseKeys(request, keys) ?? { status: 200, json: { status: "ok" } };
  }
  if (!request.path.startsWith(`${ROOT}/`)) {
    return undefined;
  }
  return refuseKeys(request, keys) ?? answerRoute(routes, request);
}

function answerRoute(routes: readonly Route[], request: SampleRequest): SampleResponse {
  try {
    return answerByRoute(routes, request) ?? NO_SUCH_ROUTE;
  } catch (error) {
    if (error instanceof Problem) {
      return error.response;
    }
    throw error;
  }
}
