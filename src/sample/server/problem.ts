import type { SampleResponse } from "./exchange";

/** Thrown by an operation that answers with an error. */
export class Problem extends Error {
  readonly response: SampleResponse;

  constructor(response: SampleResponse) {
    super(`Answer with status ${response.status}`);
    this.response = response;
  }
}

/** Gives the answer, returned or thrown. */
export function answerOrProblem(answer: () => SampleResponse): SampleResponse {
  try {
    return answer();
  } catch (error) {
    if (error instanceof Problem) {
      return error.response;
    }
    throw error;
  }
}
