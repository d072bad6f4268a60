import type { QuickPickItem } from "vscode";
import { commands, ConfigurationTarget, QuickPickItemKind, window, workspace } from "vscode";
import { copyText } from "../../host/messages/copyText";
import { showInformation, showWarning } from "../../host/messages/messageBox";
import { ApiError } from "../../http/apiError";
import { AGENTS_VIEW } from "../../manifest/agentNames";
import { COMMANDS } from "../../manifest/commands";
import { SETTINGS } from "../../manifest/settings";
import { plainLabel } from "../../text/plainText";
import { CLIENT_CONFIGURATIONS } from "../mcp/clientConfigurations";
import { openAgentSettings } from "./agentConsent";
import type { AgentHouse } from "./agentHouse";
import type { ServerState } from "./serverKeeper";

const MAY = "Agents may find, compare and read what you can see in VS Code, and change nothing.";
const TOKEN = "It holds a token: keep it like a password.";

interface Choice extends QuickPickItem {
  readonly run?: () => Promise<unknown>;
}

/** "Agent Access…": who may look, at what, and by which door. */
export async function showAccess(house: AgentHouse): Promise<void> {
  const { state } = house.keeper;
  const choices: Choice[] = [
    ...serverChoices(house, state),
    {
      label: "$(settings-gear) Choose What Agents May See…",
      description: "systems, projects, or nothing at all",
      run: openAgentSettings,
    },
    {
      label: "$(list-unordered) Show What Agents Asked",
      run: async () => commands.executeCommand(`${AGENTS_VIEW}.focus`),
    },
    { label: "agents", kind: QuickPickItemKind.Separator },
    ...clientChoices(house),
  ];
  const placeHolder = stateWords(state);
  const picked = await window.showQuickPick(choices, { title: "Agent Access", placeHolder });
  await picked?.run?.();
}

/** "Copy MCP Configuration…", which first starts the server where it is off. */
export async function copyConfiguration(house: AgentHouse): Promise<void> {
  // It may be starting at this moment.
  await house.follow();
  if (house.place === undefined && !(await start(house))) {
    return;
  }
  const { place } = house;
  if (place === undefined) {
    throw new ApiError("badRequest", stateWords(house.keeper.state));
  }
  const items = CLIENT_CONFIGURATIONS.map((configuration) => ({
    label: configuration.client,
    description: configuration.goesTo,
    configuration,
  }));
  const picked = await window.showQuickPick(items, {
    title: "Copy MCP Configuration",
    placeHolder: `For which client? ${TOKEN}`,
  });
  if (picked !== undefined) {
    const { goesTo, text } = picked.configuration;
    await copyText(text(place), " the configuration");
    // A notification without a button shows one line.
    await showInformation(`Copied with its token. Paste it into ${goesTo}.`);
  }
}

/** "Change MCP Token": what was copied before is good for nothing. */
export async function changeToken(house: AgentHouse): Promise<void> {
  const detail = "Agents that are connected lose their connection, and need the configuration again.";
  if (
    (await showWarning("Change the token that agents connect with?", { modal: true, detail }, "Change")) === "Change"
  ) {
    await house.keeper.changeToken();
    const choice = await showInformation("The token was changed.", "Copy MCP Configuration…");
    await (choice === undefined ? undefined : copyConfiguration(house));
  }
}

async function start(house: AgentHouse): Promise<boolean> {
  if (house.keeper.state.kind === "elsewhere") {
    return await takeOver(house);
  }
  const detail = `It listens on this machine alone, as long as this window is open, and answers those that have its token. ${MAY}`;
  const choice = await showInformation("Serve agents on this machine?", { modal: true, detail }, "Start");
  if (choice !== "Start") {
    return false;
  }
  const all = workspace.getConfiguration();
  if (all.get<boolean>(SETTINGS.agentsEnabled) === false) {
    await all.update(SETTINGS.agentsEnabled, true, ConfigurationTarget.Global);
  }
  await all.update(SETTINGS.agentServer, true, ConfigurationTarget.Global);
  await house.follow();
  return true;
}

async function takeOver(house: AgentHouse): Promise<boolean> {
  await house.keeper.takeOver();
  return house.place !== undefined;
}

function serverChoices(house: AgentHouse, state: ServerState): readonly Choice[] {
  const copy: Choice = {
    label: "$(copy) Copy MCP Configuration…",
    description: "for Claude Code, Cursor, Codex and others",
    run: async () => commands.executeCommand(COMMANDS.copyMcpConfiguration),
  };
  switch (state.kind) {
    case "running":
      return [
        copy,
        { label: "$(debug-stop) Stop Serving Agents", description: state.url, run: stop },
        { label: "$(key) Change MCP Token", run: async () => commands.executeCommand(COMMANDS.changeAgentToken) },
      ];
    case "elsewhere":
      return [
        {
          label: "$(debug-start) Serve Agents from This Window",
          description: plainLabel(`now from ${state.window}`),
          run: () => takeOver(house),
        },
      ];
    case "off":
    case "failed":
      return [
        { label: "$(debug-start) Serve Agents on This Machine…", description: "MCP", run: () => start(house) },
        copy,
      ];
  }
}

async function stop(): Promise<void> {
  await workspace.getConfiguration().update(SETTINGS.agentServer, false, ConfigurationTarget.Global);
}

function clientChoices({ consent }: AgentHouse): readonly Choice[] {
  const choice = (client: string, icon: string, description: string): Choice => ({
    label: `$(${icon}) ${plainLabel(client)}`,
    description,
    run: () => consent.forget(client),
  });
  return [
    ...consent.allowed.map((client) => choice(client, "pass", "may look; choose it to be asked again")),
    ...consent.refused.map((client) =>
      choice(client, "circle-slash", "may not in this window; choose it to be asked again"),
    ),
  ];
}

function stateWords(state: ServerState): string {
  switch (state.kind) {
    case "off":
      return "VS Code's own agents alone; the server for others is off";
    case "running":
      return `Serving agents at ${state.url}, ${state.clients.length} connected`;
    case "elsewhere":
      return `${state.window} serves agents`;
    case "failed":
      return `The server for agents could not be started: ${state.reason}`;
  }
}
