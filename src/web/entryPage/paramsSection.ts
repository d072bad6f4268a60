import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { PanelContent, Pair } from "../../sources/contract/panelContent";
import { partNames } from "../parts/partNames";
import { iconButton, longText } from "../parts/pieces";
import { contentSearch } from "./contentSearch";
import type { PageView } from "./pageState";

const LONGEST_LABEL = 100;

/** Of what runs one expects parameters, and is told that there are none. */
export function paramsSection(view: PageView, content: PanelContent): TemplateResult | typeof nothing {
  const { params, metrics, status } = content;
  const { choices } = view;
  const names = partNames(content);
  if (params.length === 0 && status === undefined) {
    return nothing;
  }
  const query = choices.query.trim().toLowerCase();
  const shown = params.filter(({ key, value }) => `${key}\n${value}`.toLowerCase().includes(query));
  const count = query === "" ? String(params.length) : `${shown.length} of ${params.length}`;
  const empty = params.length === 0 ? "No parameters" : `No ${names.param} has this in its name or value.`;
  return html`<section aria-labelledby="params-heading">
    <div class="section-line">
      <h2 id="params-heading">${names.params} <span class="count" role="status">${count}</span></h2>
      ${params.length === 0 || metrics.length > 0 ? nothing : contentSearch(view, content)}
    </div>
    ${shown.length === 0 ? html`<p class="quiet">${empty}</p>` : paramTable(view, shown)}
  </section>`;
}

function paramTable({ post }: PageView, params: readonly Pair[]): TemplateResult {
  const copy = ({ key, value }: Pair) =>
    iconButton("copy", `Copy ${key.slice(0, LONGEST_LABEL)}`, () => post({ kind: "copy", text: value }));
  const row = (param: Pair) =>
    html`<tr>
      <th scope="row">${longText(param.key)}</th>
      <td>${param.value === "" ? html`<span class="quiet">empty</span>` : longText(param.value)}</td>
      <td class="buttons">${copy(param)}</td>
    </tr>`;
  return html`<table class="params">
    <colgroup>
      <col class="key" />
      <col />
      <col class="copy" />
    </colgroup>
    <thead class="unseen">
      <tr>
        <th scope="col">Name</th>
        <th scope="col">Value</th>
        <th scope="col">Copy</th>
      </tr>
    </thead>
    <tbody>
      ${params.map(row)}
    </tbody>
  </table>`;
}
