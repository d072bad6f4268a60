import type { SampleRequest, SampleResponse, SampleService } from "../server/exchange";
import { answerOrProblem } from "../server/problem";
import { answerByRoute, type Route } from "../server/routes";
import { artifactOperations } from "./artifactOperations";
import { facetOperations } from "./facetOperations";
import { refuseApiKey, refuseKeys, type SampleKeys } from "./keyCheck";
import { ROOT, type Lab } from "./operation";
import { projectOperations } from "./projectOperations";
import { RateLimit } from "./rateLimit";
import { runOperations } from "./runOperations";

const VALIDATE = "/api/v1/validate";
const VALIDATE_KEYS = "/api/v2/validate_keys";
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
    name: "modelLab",
    serves: (path) => path === VALIDATE || path === VALIDATE_KEYS || path.startsWith(`${ROOT}/`),
    answer(request) {
      const answer = answerAny(routes, request, keys);
      return { ...answer, headers: { ...rateLimit.take(), ...answer.headers } };
    },
  };
}

function answerAny(routes: readonly Route[], request: SampleRequest, keys: SampleKeys): SampleResponse {
  switch (request.path) {
    case VALIDATE:
      return refuseApiKey(request, keys) ?? { status: 200, json: { valid: true } };
    case VALIDATE_KEYS:
      return refuseKeys(request, keys) ?? { status: 200, json: { status: "ok" } };
    default:
      return refuseKeys(request, keys) ?? answerOrProblem(() => answerByRoute(routes, request) ?? NO_SUCH_ROUTE);
  }
}
