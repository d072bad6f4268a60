import { StatusBarAlignment, window } from "vscode";
import { COMMANDS } from "../../manifest/commands";
import { plainLabel } from "../../text/plainText";

/** The status-bar mark while agents are connected. */
export class AgentStatusBar {
  readonly #item = window.createStatusBarItem("mlArtifacts.agents", StatusBarAlignment.Left, -2);

  constructor() {
    this.#item.name = "Agents on ML Artifacts";
    this.#item.command = COMMANDS.agentAccess;
  }

  show(clients: readonly string[]): void {
    const [first] = clients;
    if (first === undefined) {
      this.#item.hide();
      return;
    }
    this.#item.text = `$(hubot) ${plainLabel(clients.length === 1 ? first : `${clients.length} agents`)}`;
    this.#item.tooltip = `Connected to ML Artifacts: ${clients.join(", ")}. They may look, and change nothing. Click for what they may see.`;
    this.#item.accessibilityInformation = { label: `Agents connected: ${clients.join(", ")}` };
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}
