import type { TreeDataProvider } from "vscode";
import { commands, EventEmitter, ThemeColor, ThemeIcon, TreeItem } from "vscode";
import type { CreateTreeView } from "../../host/doors";
import { AGENTS_VIEW } from "../../manifest/agentNames";
import { COMMANDS } from "../../manifest/commands";
import { CONTEXT_KEYS } from "../../manifest/contextKeys";
import { plainLabel } from "../../text/plainText";
import { formatCount } from "../../text/formatNumbers";
import type { AgentCall, AgentLog } from "../core/agentLog";
import { sayWhat } from "../core/sayWhat";
import type { Verb } from "../verbs/verbArguments";

const ICONS: Readonly<Record<Verb, string>> = {
  find: "search",
  describe: "list-tree",
  get: "info",
  compare: "diff",
  curves: "graph-line",
  list: "files",
  read: "book",
  reveal: "eye",
};

/** The view of what agents asked, the latest first. */
export class AgentCallsView implements TreeDataProvider<AgentCall> {
  readonly #log: AgentLog;
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #treeView;

  constructor(log: AgentLog, createTreeView: CreateTreeView) {
    this.#log = log;
    this.#treeView = createTreeView<AgentCall>(AGENTS_VIEW, { treeDataProvider: this });
    this.refresh();
  }

  getChildren(parent?: AgentCall): AgentCall[] {
    return parent === undefined ? [...this.#log.calls] : [];
  }

  getTreeItem(call: AgentCall): TreeItem {
    const { verb, address, result, number } = call;
    const says = sayWhat(verb, argsOf(call));
    const failed = result?.outcome === "refused" ? new ThemeColor("problemsWarningIcon.foreground") : undefined;
    const item = new TreeItem(plainLabel(says));
    item.id = String(number);
    item.description = plainLabel(factsOf(call));
    item.iconPath = new ThemeIcon(result === undefined ? "loading~spin" : ICONS[verb], failed);
    item.tooltip = tooltipOf(call);
    const abilities = [...(address === "" ? [] : ["open"]), ...(hasText(call) ? ["answer"] : [])];
    item.contextValue = ` ${abilities.join(" ")} `;
    item.accessibilityInformation = { label: `${says}, ${factsOf(call)}` };
    item.command = { command: COMMANDS.showAgentAnswer, title: "Show Answer", arguments: [{ number }] };
    return item;
  }

  refresh(): void {
    const { length } = this.#log.calls;
    void commands.executeCommand("setContext", CONTEXT_KEYS.hasAgentCalls, length > 0);
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#changed.dispose();
    this.#treeView.dispose();
  }
}

function hasText({ result }: AgentCall): boolean {
  return result !== undefined && result.text !== "";
}

function argsOf({ args }: AgentCall): unknown {
  try {
    return JSON.parse(args) as unknown;
  } catch {
    // They were cut to be kept.
    return {};
  }
}

function factsOf({ client, at, result }: AgentCall): string {
  const time = new Date(at).toLocaleTimeString();
  return [client, time, ...(result === undefined ? ["asking…"] : outcomeWords(result))].join(" · ");
}

function outcomeWords({ outcome, length, ms }: NonNullable<AgentCall["result"]>): readonly string[] {
  const words = outcome === "answered" ? [] : [outcome === "refused" ? "failed" : outcome];
  return [...words, `${formatCount(length)} characters`, ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`];
}

/** Plain text: it is from outside. */
function tooltipOf(call: AgentCall): string {
  return `${call.verb} ${call.args}\n${factsOf(call)}`;
}
