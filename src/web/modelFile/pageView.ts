import { html, nothing, type TemplateResult } from "lit";
import { formatBytes } from "../../text/formatNumbers";
import { codicon } from "../parts/pieces";
import type { ModelFileContent, ModelFileMessage } from "./messages";

export interface PageActions {
  readonly refresh: () => void;
  readonly download: () => void;
  readonly setKeys: () => void;
}

/** Says the file's format, and how much is in it. */
export function headerTemplate(
  { name, content, canDownload, isReading }: ModelFileMessage,
  actions: PageActions,
): TemplateResult {
  return html`<header>
    <div class="title">
      <h1 title=${name}><bdi>${name}</bdi></h1>
      ${content === undefined ? nothing : html`<vscode-badge>${content.table.format}</vscode-badge>`}
      <div class="actions">
        <vscode-toolbar-button label="Refresh" title="Read the file again" @click=${actions.refresh}
          >${codicon(isReading ? "loading~spin" : "refresh")}Refresh</vscode-toolbar-button
        >
        ${
          canDownload
            ? html`<vscode-toolbar-button title="Download the whole file" @click=${actions.download}
                >${codicon("cloud-download")}Download…</vscode-toolbar-button
              >`
            : nothing
        }
      </div>
    </div>
    ${content === undefined ? nothing : totalsTemplate(content)}
  </header>`;
}

function totalsTemplate({ table, transferred, size }: ModelFileContent): TemplateResult {
  const read = size === undefined ? formatBytes(transferred) : `${formatBytes(transferred)} of ${formatBytes(size)}`;
  const totals = [...table.totals, { label: "Read", text: read }];
  return html`<dl class="totals">
    ${totals.map(
      ({ label, text }) =>
        html`<div>
          <dt>${label}</dt>
          <dd title=${text.length > LONG_TOTAL ? text : nothing}>${text}</dd>
        </div>`,
    )}
  </dl>`;
}

const LONG_TOTAL = 60;

export function loadingTemplate(name: string): TemplateResult {
  return html`<div class="loading" role="status">
    <vscode-progress-ring></vscode-progress-ring>
    <p>Reading the header of <bdi>${name}</bdi>…</p>
  </div>`;
}

/** In place of a table, or above one that could not be read again. */
export function failureTemplate(
  { failure, canDownload, content }: ModelFileMessage,
  actions: PageActions,
): TemplateResult | typeof nothing {
  if (failure === undefined) {
    return nothing;
  }
  const keys = html`<vscode-button @click=${actions.setKeys}>Set Keys…</vscode-button>`;
  return html`<div class="failure" role="alert">
    <p>
      ${codicon("error")}
      <span>${failure.sentence}${content === undefined ? "" : " What was read before is below."}</span>
    </p>
    <div class="buttons">
      ${failure.isKeyProblem ? keys : nothing}
      <vscode-button ?secondary=${failure.isKeyProblem} @click=${actions.refresh}>Try Again</vscode-button>
      ${canDownload ? html`<vscode-button secondary @click=${actions.download}>Download…</vscode-button>` : nothing}
    </div>
  </div>`;
}
