import type { IncomingMessage } from "node:http";
import type { SampleRequest } from "./exchange";

const MOST_BODY_CHARACTERS = 1_000_000;

export async function readRequest(incoming: IncomingMessage): Promise<SampleRequest> {
  const target = incoming.url ?? "/";
  const questionMark = target.indexOf("?");
  return {
    method: incoming.method ?? "GET",
    // Not through URL: it would resolve `..` before a route can refuse it.
    path: questionMark < 0 ? target : target.slice(0, questionMark),
    query: new URLSearchParams(questionMark < 0 ? "" : target.slice(questionMark + 1)),
    headers: incoming.headers,
    body: await readBody(incoming),
  };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  let text = "";
  incoming.setEncoding("utf8");
  for await (const part of incoming) {
    text += String(part);
    if (text.length > MOST_BODY_CHARACTERS) {
      throw new Error("The request's body is too long.");
    }
  }
  return text;
}
