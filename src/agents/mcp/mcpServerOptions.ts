import type { AgentAnswer } from "../core/agentCore";
import type { Verb } from "../verbs/verbArguments";

/** A verb as models are told of it. */
export interface McpTool {
  readonly name: Verb;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: object;
}

export interface McpServerOptions {
  readonly version: string;
  readonly tools: readonly McpTool[];
  /** Names this window to another one. */
  readonly windowName: () => string;
  readonly token: () => string;
  readonly call: (
    verb: Verb,
    args: unknown,
    caller: { readonly client: string; readonly signal: AbortSignal },
  ) => Promise<AgentAnswer>;
  /** A client without an open stream counts as gone so long after its last request, ms; two minutes when not given. */
  readonly idleMs?: number;
  /** A client came or went. */
  readonly onDidChangeClients: () => void;
  /** Another window takes the port over. */
  readonly onDidRelease: () => void;
}
