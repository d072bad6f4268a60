import { ApiError } from "../../../http/apiError";

/** Below which paths a control plane may serve its operations, and which of them it turned out to serve. */
export class ApiPaths {
  readonly #candidates: readonly string[];
  #known: string | undefined;

  constructor(candidates: readonly [string, ...string[]]) {
    this.#candidates = candidates;
    this.#known = candidates.length === 1 ? candidates[0] : undefined;
  }

  /** The path that is served, or is tried first. */
  get current(): string {
    return this.#known ?? this.#candidates[0] ?? "";
  }

  /**
   * Sends a request below the path that is served. As long as none is known, a 404 may be about the path as well as about what
   * was asked for, so that the next path is tried; where all answer so, the first one's answer stands.
   */
  async send<T>(work: (path: string) => Promise<T>): Promise<T> {
    if (this.#known !== undefined) {
      return work(this.#known);
    }
    let missing: unknown;
    for (const path of this.#candidates) {
      try {
        const answer = await work(path);
        this.#known ??= path;
        return answer;
      } catch (error) {
        if (!isNotFound(error)) {
          throw error;
        }
        missing ??= error;
      }
    }
    throw missing;
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}
