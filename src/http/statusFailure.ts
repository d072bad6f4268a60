import { ApiError } from "./apiError";
import type { ApiErrorKind } from "./apiError";
import type { Failure } from "./failure";

const KINDS: Readonly<Record<number, ApiErrorKind>> = {
  401: "auth",
  403: "forbidden",
  404: "notFound",
  429: "rateLimited",
};
const TRANSIENT = [429, 502, 503, 504];
/** A reset further away than a day is not a number of seconds, but a time on some clock. */
const LONGEST_RESET_SECONDS = 86_400;

interface RefusedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What the service says, fit to be shown; may be empty. */
  readonly text: string;
  /** Milliseconds since the epoch, for a Retry-After that names a time. */
  readonly now: number;
}

/** Turns an answer of 3xx, 4xx or 5xx into an error. */
export function statusFailure(answer: RefusedAnswer): Failure {
  const { status, headers } = answer;
  const kind = kindOf(status);
  const retryAfterSeconds = kind === "redirect" ? undefined : readRetryAfter(headers, answer.now);
  const reason =
    kind === "redirect" ? redirectReason(status, headers["location"]) : reasonOf(kind, answer, retryAfterSeconds);
  const facts = retryAfterSeconds === undefined ? { status } : { status, retryAfterSeconds };
  return { error: new ApiError(kind, reason, facts), isTransient: TRANSIENT.includes(status) };
}

function kindOf(status: number): ApiErrorKind {
  if (status < 400) {
    return "redirect";
  }
  return KINDS[status] ?? (status >= 500 ? "server" : "badRequest");
}

function reasonOf(kind: ApiErrorKind, answer: RefusedAnswer, retryAfter: number | undefined): string {
  const { status } = answer;
  // A reason ends a sentence that has a full stop of its own.
  const text = answer.text.replace(/[.\s]+$/, "");
  // What the service says goes first, as a narrow row shows the beginning alone.
  const told = (words: string, note: string): string => (text === "" ? `${words} (${note})` : `${text} (${note})`);
  switch (kind) {
    case "auth":
      return text === "" ? "the service rejected the keys" : text;
    case "forbidden":
      return text === "" ? "the service does not allow this with these keys" : `${text} (not allowed with these keys)`;
    case "notFound":
      return text === "" ? "not found" : text;
    case "rateLimited":
      return `the service is limiting requests; try again ${retryAfter === undefined ? "later" : `in ${duration(retryAfter)}`}`;
    case "server":
      return told("the service failed", `status ${status}`);
    default:
      return told("the service refused the request", `status ${status}`);
  }
}

/** Names the host alone: the rest of a redirect's target may hold what is not fit for a log. */
function redirectReason(status: number, location: string | undefined): string {
  const host = location !== undefined && URL.canParse(location) ? new URL(location).host : "";
  const target = host === "" ? "another address" : host;
  return `the service redirects to ${target} (status ${status}), which is not followed, as the keys would go there`;
}

/** The later of what X-RateLimit-Reset and Retry-After say, in seconds from now. */
function readRetryAfter(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const retryAfter = headers["retry-after"];
  const date = retryAfter === undefined ? NaN : Math.max(0, Math.ceil((Date.parse(retryAfter) - now) / 1000));
  const candidates = [toSeconds(headers["x-ratelimit-reset"]), toSeconds(retryAfter) ?? date];
  const usable = candidates.flatMap((seconds = NaN) => (seconds <= LONGEST_RESET_SECONDS ? [seconds] : []));
  return usable.length === 0 ? undefined : Math.max(...usable);
}

function toSeconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Math.ceil(Number(text)) : undefined;
}

function duration(seconds: number): string {
  if (seconds < 120) {
    return seconds === 1 ? "1 second" : `${seconds} seconds`;
  }
  return `${Math.ceil(seconds / 60)} minutes`;
}
