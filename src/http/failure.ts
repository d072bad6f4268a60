import type { ApiError } from "./apiError";

/** An error, with what retries need to know of it. */
export interface Failure {
  readonly error: ApiError;
  /** True when the same request may well work in a moment. */
  readonly isTransient: boolean;
}
