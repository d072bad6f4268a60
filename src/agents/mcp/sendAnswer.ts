import type { ServerResponse } from "node:http";

/** Refuses a request in the words of the protocol. */
export function refuse(response: ServerResponse, status: number, reason: string): void {
  sendJson(response, status, { jsonrpc: "2.0", error: { code: -32_000, message: reason }, id: null });
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}
