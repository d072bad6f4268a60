import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

interface RequestProblem {
  readonly status: 401 | 403;
  readonly reason: string;
}

const HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/**
 * Says why a request is refused: web pages reach this machine's ports, too, by names that lead here, and send where they are from.
 * An agent sends a host of this machine, no origin, and the token.
 */
export function problemOf({ headers }: Pick<IncomingMessage, "headers">, token: string): RequestProblem | undefined {
  if (!HOST.test(headers.host ?? "")) {
    return { status: 403, reason: "Only requests to this machine by its own address are answered." };
  }
  if (headers.origin !== undefined) {
    return { status: 403, reason: "Web pages are not answered." };
  }
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
