import type { PanelContent } from "../../sources/contract/panelContent";

/**
 * The content without what the page would say twice. Parameters and metrics are there for comparisons, too: a page leaves
 * out the parameters that its kind or a fact says, and the metrics of a source that has charts or tables of its own.
 */
export function withoutRepeats(content: PanelContent): PanelContent {
  const { noun, facts, params, metrics, charts, tables } = content;
  const told = new Set([nameAndText("type", noun)]);
  for (const fact of facts) {
    if ("text" in fact) {
      told.add(nameAndText(fact.label, fact.text));
    }
  }
  return {
    ...content,
    params: params.filter(({ key, value }) => !told.has(nameAndText(key, value))),
    metrics: charts.length + tables.length > 0 ? [] : metrics,
  };
}

function nameAndText(name: string, text: string): string {
  return `${name}\n${text}`.toLowerCase();
}
