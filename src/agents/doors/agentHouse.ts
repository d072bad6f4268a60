import type { Disposable, LanguageModelTool, Memento, SecretStorage } from "vscode";
import * as vscode from "vscode";
import type { KeyStore } from "../../host/keys/keyStore";
import type { Messages } from "../../host/messages/messages";
import type { SourcePool } from "../../host/site/sourcePool";
import { ApiError } from "../../http/apiError";
import { systemClock } from "../../http/clock";
import { SETTINGS } from "../../manifest/settings";
import { AgentCore } from "../core/agentCore";
import type { AgentCall, AgentLog } from "../core/agentLog";
import type { McpPlace } from "../mcp/clientConfigurations";
import type { McpTool } from "../mcp/mcpServerOptions";
import { AskFailure } from "../target/askFailure";
import { targetOf } from "../target/targetOf";
import type { Verb } from "../verbs/verbArguments";
import { AgentConsent, areAgentsEnabled } from "./agentConsent";
import { AgentStatusBar } from "./agentStatusBar";
import { AgentToken } from "./agentToken";
import { agentTool } from "./agentTool";
import { EditorServers } from "./editorServers";
import type { SeenSystem } from "./liveWorld";
import { LiveWorld } from "./liveWorld";
import { ServerKeeper } from "./serverKeeper";

export interface AgentHouseOptions {
  readonly systems: readonly SeenSystem[];
  readonly keys: KeyStore;
  readonly pool: SourcePool;
  readonly messages: Messages;
  readonly log: AgentLog;
  /** Outlives the window; holds no secrets. */
  readonly memory: Memento;
  readonly secrets: SecretStorage;
  readonly version: string;
  /** As package.json describes them to models. */
  readonly tools: readonly McpTool[];
}

/** The setting that serves agents on this machine. */
export function isServerWanted(): boolean {
  return areAgentsEnabled() && vscode.workspace.getConfiguration().get<boolean>(SETTINGS.agentServer) === true;
}

/** All that agents and their user need in a window, loaded with the first use. */
export class AgentHouse implements Disposable {
  readonly consent: AgentConsent;
  readonly keeper: ServerKeeper;
  readonly #options: AgentHouseOptions;
  readonly #token: AgentToken;
  readonly #world: LiveWorld;
  readonly #core: AgentCore;
  readonly #statusBar = new AgentStatusBar();
  readonly #editors: EditorServers;

  constructor(options: AgentHouseOptions) {
    const { messages, log, memory, secrets, version, tools } = options;
    this.#options = options;
    this.#token = new AgentToken(secrets);
    this.#world = new LiveWorld({ ...options, token: () => this.#token.value });
    const seen = () => this.#world.systems().map(({ title, siteName }) => `${title} (${siteName})`);
    this.consent = new AgentConsent(seen);
    const admit = async (client: string, signal: AbortSignal) => {
      await this.#world.prepare(signal);
      await this.consent.admit(client);
    };
    const onDidFail = (verb: Verb, error: unknown) => void messages.logFailure(`answer an agent's ${verb}`, error);
    this.#core = new AgentCore({ world: this.#world, log, admit, onDidFail });
    this.keeper = new ServerKeeper({
      token: this.#token,
      memory,
      clock: systemClock,
      server: { version, tools, windowName, call: (...question) => this.#core.call(...question) },
      onDidChange: () => this.refresh(),
    });
    this.#editors = new EditorServers({ place: () => this.place, version, cursor: Reflect.get(vscode, "cursor") });
  }

  /** Where agents find the server of this window; undefined while there is none. */
  get place(): McpPlace | undefined {
    const { state } = this.keeper;
    return state.kind === "running" ? { url: state.url, token: this.#token.value } : undefined;
  }

  tool(verb: Verb): LanguageModelTool<object> {
    return agentTool(verb, this.#core);
  }

  /** Starts or ends the server, as the settings say. */
  async follow(): Promise<void> {
    await this.keeper.follow(isServerWanted());
    this.#editors.refresh();
  }

  /** Draws who is connected, or asks at this moment. */
  refresh(): void {
    const { state } = this.keeper;
    const connected = state.kind === "running" ? state.clients : [];
    const asking = this.#options.log.calls.filter(({ result }) => result === undefined).map(({ client }) => client);
    this.#statusBar.show([...new Set([...connected, ...asking])]);
    this.#editors.refresh();
  }

  /** Shows in the tree what a call was about. @throws ApiError when there is nothing any more. */
  async open({ address, path }: AgentCall, signal: AbortSignal): Promise<void> {
    try {
      const { system, ids } = await targetOf(this.#world, { address, path }, { signal });
      await this.#world.reveal(system.id, ids, { signal });
    } catch (error) {
      throw error instanceof AskFailure
        ? new ApiError("notFound", `nothing that agents may see is at ${address} now`, { cause: error })
        : error;
    }
  }

  dispose(): void {
    this.keeper.dispose();
    this.#editors.dispose();
    this.#statusBar.dispose();
  }
}

function windowName(): string {
  return vscode.workspace.name ?? "a window without a folder";
}
