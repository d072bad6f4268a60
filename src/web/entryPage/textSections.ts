import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { PanelContent, PanelText } from "../../sources/contract/panelContent";
import { iconButton, longText } from "../parts/pieces";
import type { PageView } from "./pageState";
import type { FactTable } from "../../sources/contract/entry";

const NUMBER = /^$|^[-−]?[\d.,]+(e[-+]?\d+)?$/i;

/** A chart's table stands in the chart. */
export function tablesSection({
  tables,
  charts,
}: Pick<PanelContent, "tables" | "charts">): readonly (TemplateResult | typeof nothing)[] {
  const drawn = new Set(charts.map(({ title }) => title));
  return tables.map((table) => (table.rows.length === 0 || drawn.has(table.title) ? nothing : tableSection(table)));
}

function tableSection({ title, columns, rows }: FactTable): TemplateResult {
  const cell = (text: string, index: number) =>
    index === 0
      ? html`<th scope="row">${longText(text)}</th>`
      : html`<td class=${numberClass(text)}>${longText(text)}</td>`;
  return html`<section>
    <h2>${title} <span class="count">${rows.length}</span></h2>
    <div class="wide">
      <table>
        <thead>
          <tr>
            ${columns.map((column, index) => html`<th scope="col" class=${classOf(rows, index)}>${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                ${row.map(cell)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** Numbers stand below each other by their last digit. */
export function numberClass(text: string): string {
  return NUMBER.test(text) ? "number" : "";
}

function classOf(rows: FactTable["rows"], column: number): string {
  return column > 0 && rows.every((row) => NUMBER.test(row[column] ?? "")) ? "number" : "";
}

export function textsSection(
  { post }: PageView,
  texts: readonly PanelText[],
): readonly (TemplateResult | typeof nothing)[] {
  return texts.map(({ title, text }) =>
    text === ""
      ? nothing
      : html`<section>
          <div class="section-line">
            <h2>${title}</h2>
            ${iconButton("copy", `Copy ${title}`, () => post({ kind: "copy", text }))}
          </div>
          <pre class="code" tabindex="0">${text}</pre>
        </section>`,
  );
}
