import { commands, ConfigurationTarget, env, workspace } from "vscode";
import { showWarning } from "../../host/messages/messageBox";
import { SETTINGS } from "../../manifest/settings";
import { AskFailure } from "../target/askFailure";

const ALLOW = "Allow";
const CHOOSE = "Choose What It May See…";

/** The setting that lets agents in at all. */
export function areAgentsEnabled(): boolean {
  return workspace.getConfiguration().get<boolean>(SETTINGS.agentsEnabled) !== false;
}

/** Settings of the machine: a remote window has them on the tab of its host. */
export async function openAgentSettings(): Promise<void> {
  const query = "mlArtifacts.agents";
  await (env.remoteName === undefined
    ? commands.executeCommand("workbench.action.openSettings", query)
    : commands.executeCommand("workbench.action.openRemoteSettings", { query }));
}

/** The agents that the user lets look, by the names that they give themselves: each is asked about once. */
export class AgentConsent {
  /** Says which systems there are to see. */
  readonly #seen: () => readonly string[];
  /** In this window. */
  readonly #refused = new Set<string>();
  readonly #asking = new Map<string, Promise<boolean>>();

  constructor(seen: () => readonly string[]) {
    this.#seen = seen;
  }

  get allowed(): readonly string[] {
    const names = workspace.getConfiguration().get<unknown>(SETTINGS.agentsAllowed);
    return Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [];
  }

  get refused(): readonly string[] {
    return [...this.#refused];
  }

  /** @throws AskFailure when the user says no, or has said so. */
  async admit(client: string): Promise<void> {
    if (!areAgentsEnabled()) {
      throw new AskFailure("The user has switched agents off in VS Code (setting mlArtifacts.agents.enabled).");
    }
    if (this.allowed.includes(client)) {
      return;
    }
    if (this.#refused.has(client) || !(await this.#ask(client))) {
      throw new AskFailure(
        'The user does not let this agent look at ML artifacts in this window. They can change it with the command "ML Artifacts: Agent Access…".',
      );
    }
  }

  /** Lets an agent be asked about again. */
  async forget(client: string): Promise<void> {
    this.#refused.delete(client);
    const others = this.allowed.filter((name) => name !== client);
    if (others.length < this.allowed.length) {
      await this.#keep(others);
    }
  }

  async #keep(names: readonly string[]): Promise<void> {
    await workspace.getConfiguration().update(SETTINGS.agentsAllowed, names, ConfigurationTarget.Global);
  }

  /** Several calls of one agent wait for one answer. */
  async #ask(client: string): Promise<boolean> {
    const asking = this.#asking.get(client) ?? this.#question(client);
    this.#asking.set(client, asking);
    try {
      return await asking;
    } finally {
      this.#asking.delete(client);
    }
  }

  async #question(client: string): Promise<boolean> {
    const seen = this.#seen().join(", ");
    const question = `Let ${client} look at your ML artifacts?`;
    const detail = `It asks for data of ${seen === "" ? "your ML systems" : seen}. It may find, compare and read projects, runs, versions and files; what it reads goes to the model behind it. It can't change, delete, download or run anything, and never gets your keys. You see each question under "Agents" in the sidebar.`;
    const choice = await showWarning<string>(question, { modal: true, detail }, ALLOW, CHOOSE);
    if (choice === ALLOW) {
      await this.#keep([...this.allowed, client]);
      return true;
    }
    if (choice === CHOOSE) {
      void openAgentSettings();
      // Asked about again once it is chosen.
      throw new AskFailure("The user is choosing what agents may see. Ask again in a moment.");
    }
    this.#refused.add(client);
    return false;
  }
}
