import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { CompareView } from "./compareView";
import type { PartCounts } from "./shownTables";

/** Says below the parameters, or the metrics, that there are none, or how many are left out and the way to them. */
export function belowPart({ choose, choices }: CompareView, { all, hidden }: PartCounts, name: string): TemplateResult {
  const none = choices.query.trim() === "" ? `No ${name}` : `No ${name} of this name`;
  const show = html`<button type="button" class="link" @click=${() => choose({ onlyDifferences: false })}>
    Show ${hidden} that ${hidden === 1 ? "is" : "are"} the same
  </button>`;
  return html`<p class="below">${all === 0 ? none : hidden > 0 ? show : nothing}</p>`;
}
