import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

interface RequestProblem {
  readonly status: 401 | 403;
  readonly reason: string;
}

const HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

type Headers = Pick<IncomingMessage, "headers">;

/**
 * Says why a request is refused whatever it shows: web pages reach this machine's ports, too, by names that lead here, and send where
 * they are from. An agent sends a host of this machine, and no origin.
 */
export function callerProblem({ headers }: Headers): RequestProblem | undefined {
  if (!HOST.test(headers.host ?? "")) {
    return { status: 403, reason: "Only requests to this machine by its own address are answered." };
  }
  return headers.origin === undefined ? undefined : { status: 403, reason: "Web pages are not answered." };
}

export function tokenProblem({ headers }: Headers, token: string): RequestProblem | undefined {
  return token !== "" && isSame(headers.authorization ?? "", `Bearer ${token}`)
    ? undefined
    : {
        status: 401,
        reason: 'The token is wrong: copy the configuration again with "ML Artifacts: Copy MCP Configuration…".',
      };
}

/** Takes the same time for all texts, so that none can be guessed by it. */
function isSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
