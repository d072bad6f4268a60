import { headersOf } from "./clientConfigurations";
import { isProof, newNonce, PROOF_PATH } from "./portProof";

const LIMIT_MS = 5_000;
/** Until then, another program could send enough to fill the memory. */
const MOST_BYTES = 64 * 1024;

/** The name of the window that has a port; undefined when it is another program's, or the token is another user's. */
export async function windowAt(port: number, token: string): Promise<string | undefined> {
  const answer = await ask(port, token, { method: "GET", path: "/window" });
  const window = valueOf(answer, "window");
  return typeof window === "string" ? window : undefined;
}

/** Asks the window that has a port to give it up. */
export async function releasePort(port: number, token: string): Promise<void> {
  await ask(port, token, { method: "POST", path: "/release" });
}

interface Question {
  readonly method: string;
  readonly path: string;
}

/** The port may be another user's program by now: the token is shown only where it is known. */
async function ask(port: number, token: string, question: Question): Promise<unknown> {
  const nonce = newNonce();
  const answer = await fetchJson(port, { method: "GET", path: `${PROOF_PATH}?nonce=${nonce}` }, {});
  const isKnown = isProof(valueOf(answer, "proof"), token, port, nonce);
  return isKnown ? await fetchJson(port, question, headersOf(token)) : undefined;
}

async function fetchJson(port: number, { method, path }: Question, headers: Readonly<Record<string, string>>) {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers,
      redirect: "error",
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    return response.ok && response.body !== null ? await jsonOf(response.body) : undefined;
  } catch {
    // Nothing of ours is there.
    return undefined;
  }
}

/** @throws when it is no JSON, or longer than any of ours. */
async function jsonOf(body: AsyncIterable<Uint8Array>): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > MOST_BYTES) {
      throw new RangeError("It is no answer of ours.");
    }
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString("utf8")) as unknown;
}

function valueOf(answer: unknown, name: string): unknown {
  return typeof answer === "object" && answer !== null ? Reflect.get(answer, name) : undefined;
}
