import { WordedError } from "./wordedError";

/** The kinds of failure that callers act on. Message text is never matched. */
export type ApiErrorKind =
  | "auth" // 401: the keys are missing or unknown
  | "forbidden" // 403: the keys are known, and may not
  | "notFound" // 404
  | "badRequest" // any other 4xx
  | "rateLimited" // 429, after the retry budget
  | "server" // 5xx, after the retry budget
  | "network" // no connection, or it broke
  | "timeout" // a time limit passed
  | "redirect" // the service answered with a redirect, which is never followed with keys
  | "badResponse"; // the answer does not have the promised shape

interface ApiErrorFacts {
  /** HTTP status, when there was an answer. */
  readonly status?: number;
  /** Seconds after which the service said that it will answer again. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/**
 * The one error of everything that talks to a service. `message` is the reason alone, fit to stand after
 * "Could not <verb> <thing>: ", and holds neither keys nor query strings.
 */
export class ApiError extends WordedError {
  override readonly name = "ApiError";
  readonly kind: ApiErrorKind;
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(kind: ApiErrorKind, reason: string, facts: ApiErrorFacts = {}) {
    super(reason, { cause: facts.cause });
    this.kind = kind;
    this.status = facts.status;
    this.retryAfterSeconds = facts.retryAfterSeconds;
  }
}

/** True when the user should look at the keys rather than at the request. */
export function isKeyProblem(error: ApiError): boolean {
  return error.kind === "auth" || error.kind === "forbidden";
}
