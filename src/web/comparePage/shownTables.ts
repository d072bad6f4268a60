import { partNames } from "../parts/partNames";
import { compareMetrics, compareParams } from "./comparison";
import type { ComparedTables } from "./comparisonText";
import type { CompareColumn } from "./messages";
import type { CompareChoices } from "./pageState";

export interface ShownTables extends ComparedTables {
  /** How many parameters "Differences only" leaves out. */
  readonly hiddenCount: number;
  readonly differentCount: number;
  /** What the columns call their parameters: "Metadata" when none of them ever ran. */
  readonly paramsName: string;
  /** Whether they have metrics, or should have: what ran without any is told. */
  readonly hasMetrics: boolean;
}

/** What of the columns is shown, and copied. */
export function shownTables(
  columns: readonly CompareColumn[],
  { query, onlyDifferences }: Pick<CompareChoices, "query" | "onlyDifferences">,
): ShownTables {
  const contents = columns.map(({ state }) => (state.kind === "content" ? state.content : undefined));
  const text = query.trim().toLowerCase();
  const isWanted = ({ key }: { readonly key: string }) => key.toLowerCase().includes(text);
  const params = compareParams(contents).filter(isWanted);
  const known = contents.filter((content) => content !== undefined);
  const ran = known.find(({ status }) => status !== undefined);
  const different = params.filter(({ isDifferent }) => isDifferent);
  return {
    titles: columnTitles(columns),
    params: onlyDifferences ? different : params,
    metrics: compareMetrics(contents).filter(isWanted),
    hiddenCount: onlyDifferences ? params.length - different.length : 0,
    differentCount: different.length,
    paramsName: partNames(ran ?? known[0] ?? {}).params,
    hasMetrics: ran !== undefined || known.some(({ metrics }) => metrics.length > 0),
  };
}

/** The names of the columns, with a number where several bear one. */
export function columnTitles(columns: readonly CompareColumn[]): readonly string[] {
  const names = columns.map(({ address, state }) =>
    state.kind === "content" ? state.content.title : (address.place.at(-1) ?? ""),
  );
  return names.map((name, index) => {
    const isAlone = names.filter((other) => other === name).length === 1;
    return isAlone ? name : `${name} (${names.slice(0, index + 1).filter((other) => other === name).length})`;
  });
}
