import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { McpServerOptions } from "./mcpServerOptions";
import { McpSessions } from "./mcpSessions";
import { PROOF_PATH, proofOf } from "./portProof";
import { callerProblem, tokenProblem } from "./requestProblem";
import { refuse, sendJson } from "./sendAnswer";

const LOOPBACK = "127.0.0.1";
const PATH = "/mcp";
/** The other window's name, and the request to give the port up. */
const WINDOW_PATH = "/window";
const RELEASE_PATH = "/release";

export interface RunningMcpServer {
  readonly port: number;
  readonly url: string;
  /** The names of those that are connected, as they call themselves. */
  readonly clients: readonly string[];
  /** Ends all sessions: their token is no longer good. */
  disconnectAll(): Promise<void>;
  close(): Promise<void>;
}

/** Serves agents on this machine, on a port of the loopback interface. @throws what `listen` does: the port may be taken. */
export async function startMcpServer(port: number, options: McpServerOptions): Promise<RunningMcpServer> {
  const sessions = new McpSessions(options, () => http.close());
  const http: Server = createServer((request, response) => {
    void serve(request, response, sessions, options).catch(() => response.destroy());
  });
  // A client that is slow to ask for more keeps its connection; one that sends nothing at all does not.
  http.headersTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, LOOPBACK, resolve);
  });
  const own = (http.address() as AddressInfo).port;
  return {
    port: own,
    url: `http://${LOOPBACK}:${own}${PATH}`,
    get clients() {
      return sessions.clients;
    },
    disconnectAll: () => sessions.closeAll(),
    close: async () => {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      await sessions.closeAll();
      http.closeAllConnections();
      await closed;
    },
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  sessions: McpSessions,
  options: McpServerOptions,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", `http://${LOOPBACK}`);
  const token = options.token();
  const isProof = request.method === "GET" && pathname === PROOF_PATH;
  const problem = callerProblem(request) ?? (isProof ? undefined : tokenProblem(request, token));
  if (problem !== undefined) {
    refuse(response, problem.status, problem.reason);
  } else if (isProof) {
    const nonce = searchParams.get("nonce") ?? "";
    sendJson(response, 200, { proof: proofOf(token, Number(request.socket.localPort), nonce) });
  } else {
    await answer(request, response, sessions, options);
  }
}

/** Answers who has shown the token. */
async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  sessions: McpSessions,
  options: McpServerOptions,
): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", `http://${LOOPBACK}`);
  switch (`${request.method ?? ""} ${pathname}`) {
    case `GET ${WINDOW_PATH}`:
      sendJson(response, 200, { window: options.windowName() });
      return;
    case `POST ${RELEASE_PATH}`:
      // The port is free before the other window is told so.
      sessions.stopListening();
      sendJson(response, 200, {});
      options.onDidRelease();
      return;
    case `POST ${PATH}`:
    case `GET ${PATH}`:
    case `DELETE ${PATH}`:
      await sessions.serve(request, response);
      return;
    default:
      refuse(response, 404, "There is nothing at this path: agents use /mcp.");
  }
}
