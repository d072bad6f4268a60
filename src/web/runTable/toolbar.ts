import { html, nothing, type TemplateResult } from "lit";
import { formatCount } from "../../text/formatNumbers";
import { codicon, failureNotice, iconBefore, problemNotice } from "../parts/pieces";
import type { RunTableRequest, TableAction, TableShown } from "./messages";

type Post = (request: RunTableRequest) => void;

/** Title, filter, and what can be done with the whole table. */
export function toolbar(shown: TableShown, post: Post): TemplateResult {
  const { title, origin, progress } = shown;
  return html`<header>
    <div class="title-line">
      <h1>${codicon("table")} <bdi>${title === "" ? "Runs" : title}</bdi></h1>
      <span class="quiet">${origin}</span>
      <div class="actions" role="toolbar" aria-label="Table">
        ${button("list-selection", "Columns…", () => post({ kind: "chooseColumns" }))}
        ${button("save-all", "Column Sets…", () => post({ kind: "columnSets" }))}
        ${button("group-by-ref-type", "Group By…", () => post({ kind: "chooseGroup" }))}
        ${button("export", "Export…", () => post({ kind: "export" }))}
        ${button(progress.isLoading ? "loading~spin" : "refresh", "Refresh", () => post({ kind: "reload" }))}
      </div>
    </div>
    ${filterLine(shown, post)}
  </header>`;
}

function button(icon: string, label: string, onClick: () => void): TemplateResult {
  return html`<vscode-toolbar-button @click=${onClick}>${codicon(icon)}${label}</vscode-toolbar-button>`;
}

function filterLine({ filter, ...shown }: TableShown, post: Post): TemplateResult {
  const onKey = (event: KeyboardEvent) => {
    const { target } = event;
    if (event.key === "Enter" && target instanceof HTMLElement && "value" in target) {
      post({ kind: "filter", text: String(target.value) });
    } else if (event.key === "Escape") {
      post({ kind: "filter", text: "" });
    }
  };
  const isBad = filter.problems.length > 0;
  return html`<div class="filter-line">
      <vscode-textfield
        class="search"
        type="search"
        .label=${"Filter the runs"}
        placeholder=${filter.hint === "" ? "Filter runs" : `Filter runs, for example ${filter.hint}`}
        .value=${filter.text}
        ?invalid=${isBad}
        @keydown=${onKey}
      >
        ${iconBefore("filter")}
      </vscode-textfield>
      <span class="quiet" role="status">${countText(shown)}</span>
      ${shown.group === undefined ? nothing : groupSign(shown, post)} ${progressView(shown, post)}
    </div>
    ${isBad ? html`<p class="problem" role="alert">${filter.problems.join(". ")}</p>` : nothing}`;
}

function countText({ runCount, progress, isOutdated }: Omit<TableShown, "filter">): string {
  const { total, loaded, isLoading, canGoOn } = progress;
  if (isOutdated || (isLoading && loaded === 0)) {
    return isLoading ? "Loading…" : "";
  }
  const isPart = (isLoading || canGoOn) && total !== undefined;
  return isPart ? `${formatCount(loaded)} of ${formatCount(total)} runs loaded` : countOf(runCount, "run");
}

function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${count === 1 ? noun : `${noun}s`}`;
}

function groupSign({ group, groupCount }: Omit<TableShown, "filter">, post: Post): TemplateResult {
  return html`<button type="button" class="link" @click=${() => post({ kind: "toggleGroups" })}>
    ${countOf(groupCount, "group")} by ${group}: open or close all
  </button>`;
}

function progressView({ progress }: Omit<TableShown, "filter">, post: Post): TemplateResult | typeof nothing {
  const { isLoading, loaded, total, canGoOn, failure } = progress;
  if (isLoading) {
    return html`<progress
        aria-label="Loading runs"
        max=${total ?? nothing}
        value=${total === undefined ? nothing : loaded}
      ></progress>
      <vscode-button secondary @click=${() => post({ kind: "stop" })}>${iconBefore("debug-stop")}Stop</vscode-button>`;
  }
  return canGoOn && failure === undefined
    ? html`<vscode-button secondary @click=${() => post({ kind: "goOn" })}>Load the Rest</vscode-button>`
    : nothing;
}

const ACTIONS: Readonly<Record<TableAction, readonly [icon: string, label: string]>> = {
  compare: ["git-compare", "Compare"],
  openPage: ["open-preview", "Open Page"],
  showInTree: ["list-tree", "Show in Tree"],
  download: ["cloud-download", "Download…"],
  watch: ["eye", "Watch…"],
  pin: ["pin", "Pin"],
  unpin: ["pinned", "Unpin"],
  copy: ["copy", "Copy…"],
  delete: ["trash", "Delete…"],
};

/** Stands there while runs are selected. */
export function selectionBar({ selectedCount, actions }: TableShown, post: Post): TemplateResult | typeof nothing {
  if (selectedCount === 0) {
    return nothing;
  }
  const act = (action: TableAction) => () => post({ kind: "act", action });
  return html`<div class="selection" role="toolbar" aria-label="Selected runs">
    <span role="status">${formatCount(selectedCount)} selected</span>
    ${actions.map((action) => button(ACTIONS[action][0], ACTIONS[action][1], act(action)))}
    ${button("close", "Clear Selection", () => post({ kind: "clearSelection" }))}
  </div>`;
}

export function notices({ progress, notes, isGone }: TableShown, post: Post): readonly TemplateResult[] {
  const { failure, loaded } = progress;
  const actions = {
    tryAgain: () => post({ kind: loaded > 0 || progress.canGoOn ? "goOn" : "reload" }),
    setKeys: () => post({ kind: "setKeys" }),
  } as const;
  return [
    ...(failure === undefined ? [] : [failureNotice(failure, actions)]),
    ...(isGone ? [problemNotice("What held these runs no longer exists, or lists none.")] : []),
    ...notes.map(problemNotice),
  ];
}
