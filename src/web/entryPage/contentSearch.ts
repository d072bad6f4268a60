import type { TemplateResult } from "lit";
import type { PanelContent } from "../../sources/contract/panelContent";
import { partNames } from "../parts/partNames";
import { searchField } from "../parts/pieces";
import type { PageView } from "./pageState";

/** The one search of a page, in its metrics and its parameters. It stands where the first of them does. */
export function contentSearch(
  { choices, choose }: PageView,
  content: Pick<PanelContent, "metrics" | "params" | "status">,
): TemplateResult {
  const params = partNames(content).params.toLowerCase();
  const parts = [...(content.metrics.length > 0 ? ["metrics"] : []), ...(content.params.length > 0 ? [params] : [])];
  return searchField({
    label: `Search ${parts.join(" and ")}`,
    value: choices.query,
    onInput: (text) => choose({ query: text }),
  });
}
