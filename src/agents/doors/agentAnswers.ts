import type { TextDocumentContentProvider, Uri } from "vscode";
import { Uri as Uris, window, workspace } from "vscode";
import type { AgentCall, AgentLog } from "../core/agentLog";

const SCHEME = "mlartifact-answer";

/** Answers as agents got them, as texts that can be read and not changed. */
export class AgentAnswers implements TextDocumentContentProvider {
  readonly #log: AgentLog;
  readonly #registered = workspace.registerTextDocumentContentProvider(SCHEME, this);

  constructor(log: AgentLog) {
    this.#log = log;
  }

  provideTextDocumentContent({ query }: Uri): string {
    const call = this.#log.calls.find(({ number }) => String(number) === query);
    const text = call?.result?.text ?? "";
    return text === "" ? "The text of this answer is no longer kept." : text;
  }

  async show({ number, verb }: AgentCall): Promise<void> {
    const uri = Uris.from({ scheme: SCHEME, path: `${verb} ${number}.txt`, query: String(number) });
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
  }

  dispose(): void {
    this.#registered.dispose();
  }
}
