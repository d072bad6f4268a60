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

/** The line below the title: the status goes first, unless one of the parts says it, as "failed after 4 min" does. */
export function summaryLine(status: string | undefined, words: string): string {
  const isSaid = status === undefined || words.split(" · ").some((part) => `${part} `.startsWith(`${status} `));
  return [isSaid ? "" : status, words].filter((text) => text !== "").join(" · ");
}

function nameAndText(name: string, text: string): string {
  return `${name}\n${text}`.toLowerCase();
}
