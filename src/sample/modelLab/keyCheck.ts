import type { SampleRequest, SampleResponse } from "../server/exchange";
import { plainProblem } from "./problem";

export interface SampleKeys {
  readonly apiKey: string;
  readonly appKey: string;
}

type Header = readonly [name: string, expected: string];

/** The refusal, when the keys are not those of this site. */
export function refuseKeys(request: SampleRequest, { apiKey, appKey }: SampleKeys): SampleResponse | undefined {
  return refuse(request, [
    ["dd-api-key", apiKey],
    ["dd-application-key", appKey],
  ]);
}

/** The same for the API key alone. */
export function refuseApiKey(request: SampleRequest, { apiKey }: SampleKeys): SampleResponse | undefined {
  return refuse(request, [["dd-api-key", apiKey]]);
}

function refuse({ headers }: SampleRequest, expected: readonly Header[]): SampleResponse | undefined {
  if (expected.some(([name]) => !headers[name])) {
    return plainProblem(401, "Unauthorized");
  }
  return expected.every(([name, key]) => headers[name] === key) ? undefined : plainProblem(403, "Forbidden");
}
