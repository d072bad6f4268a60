import type { Memento } from "vscode";
import type { Clock } from "../../http/clock";
import type { RunningMcpServer } from "../mcp/mcpServer";
import type { McpServerOptions } from "../mcp/mcpServerOptions";
import { releasePort, windowAt } from "../mcp/otherWindow";
import type { AgentToken } from "./agentToken";

const PORT_KEPT_AS = "agents.port";
/** Looks so often if the window that has the port is gone. */
const RETRY_MS = 15_000;

export type ServerState =
  | { readonly kind: "off" }
  | { readonly kind: "running"; readonly url: string; readonly clients: readonly string[] }
  /** Another window serves agents. */
  | { readonly kind: "elsewhere"; readonly window: string; readonly url: string }
  | { readonly kind: "failed"; readonly reason: string };

interface ServerKeeperOptions {
  readonly token: AgentToken;
  readonly memory: Pick<Memento, "get" | "update">;
  readonly clock: Clock;
  readonly server: Omit<McpServerOptions, "token" | "onDidChangeClients" | "onDidRelease">;
  readonly onDidChange: () => void;
}

/** The server for agents of this window: on or off as the setting is, on the port that it had before where that is free. */
export class ServerKeeper {
  readonly #options: ServerKeeperOptions;
  #server: RunningMcpServer | undefined;
  #state: Exclude<ServerState, { kind: "running" }> = { kind: "off" };
  #isWanted = false;
  #work: Promise<void> = Promise.resolve();
  #retry: AbortController | undefined;

  constructor(options: ServerKeeperOptions) {
    this.#options = options;
  }

  get state(): ServerState {
    const server = this.#server;
    return server === undefined ? this.#state : { kind: "running", url: server.url, clients: server.clients };
  }

  /** Starts or ends it; resolves when that is done. */
  async follow(isWanted: boolean): Promise<void> {
    this.#isWanted = isWanted;
    await this.#queue(() => (isWanted ? this.#start() : this.#stop({ kind: "off" })));
  }

  /** Takes the port from the window that has it. */
  async takeOver(): Promise<void> {
    const port = this.#keptPort;
    await this.#queue(async () => {
      await releasePort(port, this.#options.token.value);
      await this.#start();
    });
  }

  /** Ends all sessions: a new token lets none of them in. */
  async changeToken(): Promise<void> {
    await this.#options.token.change();
    await this.#server?.disconnectAll();
    this.#options.onDidChange();
  }

  dispose(): void {
    this.#isWanted = false;
    void this.#queue(() => this.#stop({ kind: "off" }));
  }

  get #keptPort(): number {
    const port = this.#options.memory.get<unknown>(PORT_KEPT_AS);
    return typeof port === "number" && Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0;
  }

  async #queue(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work, work);
    await this.#work;
  }

  async #start(): Promise<void> {
    this.#retry?.abort();
    if (this.#server !== undefined || !this.#isWanted) {
      return;
    }
    const { memory, onDidChange } = this.#options;
    const token = await this.#options.token.read();
    const port = this.#keptPort;
    try {
      this.#server = await this.#listen(port).catch(async (error: unknown) => {
        const other = isTaken(error) ? await windowAt(port, token) : undefined;
        if (other !== undefined) {
          this.#state = { kind: "elsewhere", window: other, url: `http://127.0.0.1:${port}/mcp` };
          return undefined;
        }
        // Another program has it: agents need the new address once.
        return await this.#listen(0);
      });
      await (this.#server === undefined ? undefined : memory.update(PORT_KEPT_AS, this.#server.port));
    } catch (error) {
      this.#state = { kind: "failed", reason: codeOf(error) };
    }
    this.#retryLater();
    onDidChange();
  }

  async #listen(port: number): Promise<RunningMcpServer> {
    const { startMcpServer } = await import("../mcp/mcpServer");
    const { server, token, onDidChange } = this.#options;
    return await startMcpServer(port, {
      ...server,
      token: () => token.value,
      onDidChangeClients: onDidChange,
      onDidRelease: () => void this.#queue(() => this.#release()),
    });
  }

  async #release(): Promise<void> {
    await this.#stop({ kind: "elsewhere", window: "another window", url: this.#server?.url ?? "" });
    this.#retryLater();
  }

  async #stop(state: Exclude<ServerState, { kind: "running" }>): Promise<void> {
    this.#retry?.abort();
    const server = this.#server;
    this.#server = undefined;
    this.#state = state;
    await server?.close();
    this.#options.onDidChange();
  }

  #retryLater(): void {
    if (this.#isWanted && this.#server === undefined) {
      const { signal } = (this.#retry = new AbortController());
      const start = () => this.#queue(() => this.#start());
      // Aborted when the user decides meanwhile.
      void this.#options.clock.sleep(RETRY_MS, signal).then(start, () => undefined);
    }
  }
}

function isTaken(error: unknown): boolean {
  return codeOf(error) === "EADDRINUSE";
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : "it could not be started";
}
