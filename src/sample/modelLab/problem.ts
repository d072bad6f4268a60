import type { SampleResponse } from "../server/exchange";

/** Thrown by an operation that answers with an error. */
export class Problem extends Error {
  readonly response: SampleResponse;

  constructor(response: SampleResponse) {
    super(`Answer with status ${response.status}`);
    this.response = response;
  }
}

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
