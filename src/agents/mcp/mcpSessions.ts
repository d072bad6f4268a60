import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { isInitializeRequest } from "@modelcontextprotocol/sdk/types.js";
import type { McpServerOptions } from "./mcpServerOptions";
import { readBody } from "./readBody";
import { refuse } from "./sendAnswer";
import { nameOf, toolServer } from "./toolServer";

const MOST_SESSIONS = 32;
const IDLE_MS = 120_000;

interface McpSession {
  readonly server: McpServer;
  readonly transport: StreamableHTTPServerTransport;
  /** Requests that are not answered yet: a client that listens has one all the time. */
  open: number;
  /** Set while no request is open. */
  idle: NodeJS.Timeout | undefined;
  /** False once it was idle for long: agents that end say no word. */
  isConnected: boolean;
}

/** The sessions of clients, by their ids. */
export class McpSessions {
  readonly #options: McpServerOptions;
  readonly #sessions = new Map<string, McpSession>();

  readonly stopListening: () => void;

  constructor(options: McpServerOptions, stopListening: () => void) {
    this.#options = options;
    this.stopListening = stopListening;
  }

  /** The names of those that are connected. */
  get clients(): readonly string[] {
    return [...this.#sessions.values()].filter(({ isConnected }) => isConnected).map(({ server }) => nameOf(server));
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = request.headers["mcp-session-id"];
    const session = typeof id === "string" ? this.#sessions.get(id) : undefined;
    if (session !== undefined) {
      this.#follow(session, response);
      await session.transport.handleRequest(request, response);
      return;
    }
    if (id !== undefined || request.method !== "POST") {
      refuse(response, 404, "This session has ended: begin a new one.");
      return;
    }
    const body = await readBody(request);
    if (isInitializeRequest(body)) {
      await (await this.#open(response)).handleRequest(request, response, body);
    } else {
      refuse(response, 400, "A session begins with initialize.");
    }
  }

  async closeAll(): Promise<void> {
    const open = [...this.#sessions.values()];
    this.#sessions.clear();
    open.forEach(({ idle }) => clearTimeout(idle));
    await Promise.all(open.map(({ server }) => server.close()));
    this.#options.onDidChangeClients();
  }

  async #open(response: ServerResponse): Promise<StreamableHTTPServerTransport> {
    const server = toolServer(this.#options);
    const transport: StreamableHTTPServerTransport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => this.#keep(id, session),
      onsessionclosed: (id) => this.#drop(id),
    });
    const session: McpSession = { server, transport, open: 0, idle: undefined, isConnected: true };
    this.#follow(session, response);
    server.server.oninitialized = () => this.#options.onDidChangeClients();
    await server.connect(transport);
    return transport;
  }

  /** A session that is asked is connected, and for some time after its last answer. */
  #follow(session: McpSession, response: ServerResponse): void {
    clearTimeout(session.idle);
    session.open += 1;
    if (!session.isConnected) {
      this.#show(session, true);
    }
    response.once("close", () => {
      session.open -= 1;
      if (session.open === 0) {
        session.idle = setTimeout(() => this.#show(session, false), this.#options.idleMs ?? IDLE_MS);
        session.idle.unref();
      }
    });
  }

  #show(session: McpSession, isConnected: boolean): void {
    session.isConnected = isConnected;
    this.#options.onDidChangeClients();
  }

  /** A client that goes without a word leaves its session: the oldest make room. */
  #keep(id: string, session: McpSession): void {
    this.#sessions.set(id, session);
    for (const [oldest, { server }] of this.#sessions) {
      if (this.#sessions.size <= MOST_SESSIONS) {
        break;
      }
      this.#drop(oldest);
      void server.close();
    }
  }

  #drop(id: string): void {
    clearTimeout(this.#sessions.get(id)?.idle);
    this.#sessions.delete(id);
    this.#options.onDidChangeClients();
  }
}
