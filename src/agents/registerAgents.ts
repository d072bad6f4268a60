import type { ExtensionContext } from "vscode";
import { Disposable, workspace } from "vscode";
import { commandRegistry } from "../commands/shared/commandRegistry";
import type { ConnectedSystem } from "../commands/connect/connectedSystem";
import type { Doors } from "../host/doors";
import type { KeyStore } from "../host/keys/keyStore";
import type { Messages } from "../host/messages/messages";
import type { SourcePool } from "../host/site/sourcePool";
import { ApiError } from "../http/apiError";
import { COMMANDS } from "../manifest/commands";
import { SETTINGS } from "../manifest/settings";
import { TOOL_PREFIX } from "../manifest/agentNames";
import type { AgentCall } from "./core/agentLog";
import { AgentLog } from "./core/agentLog";
import { AgentAnswers } from "./doors/agentAnswers";
import { AgentCallsView } from "./doors/agentCallsView";
import type { AgentHouse } from "./doors/agentHouse";
import type { McpTool } from "./mcp/mcpServerOptions";
import type { Verb } from "./verbs/verbArguments";

interface AgentDeps {
  readonly context: ExtensionContext;
  readonly systems: readonly ConnectedSystem[];
  readonly keys: KeyStore;
  readonly pool: SourcePool;
  readonly messages: Messages;
  readonly doors: Doors;
}

/** As package.json has it. */
interface ContributedTool {
  readonly name: string;
  readonly displayName: string;
  readonly modelDescription: string;
  readonly inputSchema: object;
}

/** Lets coding agents look: by VS Code's tools and, once it is switched on, by a server on this machine. */
export function registerAgents(deps: AgentDeps): Disposable {
  const { context, doors } = deps;
  const { version, contributes } = context.extension.packageJSON as {
    version: string;
    contributes: { languageModelTools: readonly ContributedTool[] };
  };
  const tools = contributes.languageModelTools.map(toMcpTool);
  const log = new AgentLog();
  const view = new AgentCallsView(log, doors.createTreeView);
  const answers = new AgentAnswers(log);
  let loading: Promise<AgentHouse> | undefined;
  const house = () => (loading ??= import("./doors/agentHouse").then((module) => new module.AgentHouse(options)));
  const options = {
    ...deps,
    ...seenOf(deps),
    log,
    tools,
    version,
    memory: context.globalState,
    secrets: context.secrets,
  };
  log.onDidChange = () => {
    view.refresh();
    void loading?.then((open) => open.refresh());
  };
  return Disposable.from(
    view,
    answers,
    new Disposable(() => void loading?.then((open) => open.dispose())),
    followSettings(async () => (await house()).follow()),
    ...tools.map(({ name }) => registerTool(name, doors, house)),
    ...registerAgentCommands(deps, { log, answers, house }),
  );
}

/** The server is on or off as the settings are, at the start and from then on. */
function followSettings(follow: () => Promise<void>): Disposable {
  const isOn = workspace.getConfiguration().get<boolean>(SETTINGS.agentServer) === true;
  void (isOn ? follow() : undefined);
  return workspace.onDidChangeConfiguration((change) => {
    const names = [SETTINGS.agentServer, SETTINGS.agentsEnabled, SETTINGS.agentEditorAccess];
    const isTouched = names.some((name) => change.affectsConfiguration(name));
    void (isTouched ? follow() : undefined);
  });
}

function seenOf({ systems }: AgentDeps) {
  return {
    systems: systems.map(({ system, setting, session, view }) => ({
      ...{ system, setting, session },
      reveal: (ids: readonly string[], own: { readonly signal: AbortSignal }) => view.reveal(ids, own),
    })),
  };
}

function registerTool(verb: Verb, doors: Doors, house: () => Promise<AgentHouse>): Disposable {
  return doors.tool(`${TOOL_PREFIX}${verb}`, {
    prepareInvocation: async (call, token) => (await house()).tool(verb).prepareInvocation?.(call, token),
    invoke: async (call, token) => (await house()).tool(verb).invoke(call, token),
  });
}

interface AgentParts {
  readonly log: AgentLog;
  readonly answers: AgentAnswers;
  readonly house: () => Promise<AgentHouse>;
}

function registerAgentCommands({ systems, messages, doors }: AgentDeps, { log, answers, house }: AgentParts) {
  const end = new AbortController();
  const views = systems.map(({ view }) => view);
  const register = commandRegistry({ views, messages, signal: end.signal, doors });
  const menu = () => import("./doors/accessMenu");
  return [
    new Disposable(() => end.abort()),
    register(COMMANDS.agentAccess, "show what agents may see", async () => (await menu()).showAccess(await house())),
    register(COMMANDS.copyMcpConfiguration, "copy the configuration", async () =>
      (await menu()).copyConfiguration(await house()),
    ),
    register(COMMANDS.changeAgentToken, "change the token", async () => (await menu()).changeToken(await house())),
    register(COMMANDS.clearAgentCalls, "clear the list", () => log.clear()),
    register(COMMANDS.showAgentAnswer, "show the answer", async (called) => answers.show(callOf(log, called))),
    register(COMMANDS.openAgentCall, "show what the agent looked at", async (called) =>
      (await house()).open(callOf(log, called), end.signal),
    ),
  ];
}

function callOf(log: AgentLog, number: number | undefined): AgentCall {
  const found = log.calls.find((call) => call.number === number);
  if (found === undefined) {
    throw new ApiError("notFound", "choose a question in the view of what agents asked");
  }
  return found;
}

function toMcpTool({ name, displayName, modelDescription, inputSchema }: ContributedTool): McpTool {
  const verb = name.slice(TOOL_PREFIX.length) as Verb;
  return { name: verb, title: displayName, description: modelDescription, inputSchema };
}
