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
const DAY_SECONDS = 86_400;
/** A number this large is no span, but a time in seconds since the epoch. */
const EPOCH_SECONDS = 1_000_000_000;

interface RefusedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The service's own words, fit to be shown; may be empty. */
  readonly text: string;
  /** False when no keys went along: a refusal then says that they are needed, and nothing of those that there are. */
  readonly hasKeys: boolean;
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
  // The service's words go first, as a narrow row shows the beginning alone.
  const told = (words: string, note: string): string => (text === "" ? `${words} (${note})` : `${text} (${note})`);
  switch (kind) {
    case "auth":
    case "forbidden":
      return keyReason(kind, text, answer.hasKeys);
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

function keyReason(kind: "auth" | "forbidden", text: string, hasKeys: boolean): string {
  if (!hasKeys) {
    return text === "" ? "the service needs keys, and none are set" : `${text} (no keys are set)`;
  }
  if (kind === "auth") {
    return text === "" ? "the service rejected the keys" : text;
  }
  return text === "" ? "the service does not allow this with these keys" : `${text} (not allowed with these keys)`;
}

/** Names the host alone: the rest of a redirect's target may hold what is not fit for a log. */
function redirectReason(status: number, location: string | undefined): string {
  const host = location !== undefined && URL.canParse(location) ? new URL(location).host : "";
  const target = host === "" ? "another address" : host;
  return `the service redirects to ${target} (status ${status}), which is not followed, as the keys would go there`;
}

/** The later of what X-RateLimit-Reset and Retry-After say, in seconds from now, and a day at most. */
function readRetryAfter(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const candidates = [headers["x-ratelimit-reset"], headers["retry-after"]].flatMap((text = "") => {
    const seconds = toSeconds(text, now) ?? dateSeconds(text, now);
    return seconds === undefined ? [] : [Math.min(Math.max(0, Math.ceil(seconds)), DAY_SECONDS)];
  });
  return candidates.length === 0 ? undefined : Math.max(...candidates);
}

/** The first number of a list: a header that is sent twice is joined with a comma. One with a sign is no number of seconds. */
function toSeconds(text: string, now: number): number | undefined {
  const found = text.split(",").find((item) => /^\s*\d+(\.\d+)?\s*$/.test(item));
  if (found === undefined) {
    return undefined;
  }
  const seconds = Number(found);
  return seconds >= EPOCH_SECONDS ? seconds - now / 1000 : seconds;
}

/** Date.parse alone would read `-5` as a month. */
function dateSeconds(text: string, now: number): number | undefined {
  const time = /^\s*[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? undefined : (time - now) / 1000;
}

function duration(seconds: number): string {
  if (seconds >= DAY_SECONDS) {
    return "a day or later";
  }
  if (seconds < 120) {
    return seconds === 1 ? "1 second" : `${seconds} seconds`;
  }
  return `${Math.ceil(seconds / 60)} minutes`;
}
