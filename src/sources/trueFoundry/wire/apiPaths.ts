import { ApiError } from "../../../http/apiError";
import type { CallOptions } from "../../contract/entry";

/** Operations that not every control plane has. */
export type PlanePart = "runs" | "directories";

/** These say that there is no such operation. */
const UNSERVED: readonly (number | undefined)[] = [404, 405, 501];

/** Below which paths a control plane may serve its operations, and which of them it turned out to serve. */
export class ApiPaths {
  readonly #candidates: readonly string[];
  readonly #parts = new Map<PlanePart, boolean>();
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

  /**
   * False when the plane has answered that it has no such operations; `ask` sends one of them, unless an answer is known.
   * @throws nothing but the signal's reason: a failure says nothing of the operation.
   */
  async serves(part: PlanePart, ask: () => Promise<unknown>, { signal }: CallOptions): Promise<boolean> {
    const known = this.#parts.get(part);
    if (known !== undefined) {
      return known;
    }
    try {
      await ask();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ApiError) || !UNSERVED.includes(error.status)) {
        return true;
      }
      this.#parts.set(part, false);
      return false;
    }
    this.#parts.set(part, true);
    return true;
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}
