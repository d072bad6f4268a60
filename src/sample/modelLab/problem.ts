import type { SampleResponse } from "../server/exchange";
import { Problem } from "../server/problem";

/** As seen on the real service. */
export function notFound(what: "run" | "project" | "artifact"): Problem {
  return new Problem({ status: 404, json: { errors: [{ title: "Generic Error", detail: `${what} not found` }] } });
}

export function badParameter(parameter: string, detail: string): Problem {
  const error = { title: "Bad Request", detail, status: "400", source: { parameter } };
  return new Problem({ status: 400, json: { errors: [error] } });
}

/** The short shape of 401, 403 and 429. */
export function plainProblem(status: 401 | 403 | 429, text: string): SampleResponse {
  return { status, json: { errors: [text] } };
}
