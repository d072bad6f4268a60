import type { TemplateResult } from "lit";
import { html } from "lit";

/** A run's colour as its line, dashed where it is still going. The palette of the theme is in the stylesheet. */
export function runSwatch(color: number, isGoing: boolean): TemplateResult {
  return html`<span class="swatch run-color-${color % 10} ${isGoing ? "going" : ""}" aria-hidden="true"></span>`;
}
