import { partNames } from "../parts/partNames";
import type { CompareChoices } from "./compareChoices";
import { compareMetrics, compareParams } from "./comparison";
import type { ComparedTables } from "./comparisonText";
import type { CompareColumn } from "./messages";
import { cutMiddle } from "../../text/cutText";

export interface ShownTables extends ComparedTables {
  /** The titles as far as there is room for them, with the id where several are alike. */
  readonly labels: readonly string[];
  /** By which the systems know the columns. */
  readonly ids: readonly string[];
  readonly paramCounts: PartCounts;
  readonly metricCounts: PartCounts;
  /** The title of the parameters: "Metadata" when none of the columns ever ran. */
  readonly paramsName: string;
  /** False when no column ever ran: runs without metrics are told so. */
  readonly hasMetrics: boolean;
}

/** Of the parameters, or the metrics, that were searched for. */
export interface PartCounts {
  readonly all: number;
  readonly different: number;
  /** How many "Differences only" leaves out. */
  readonly hidden: number;
}

/** Four lines of a narrow column's head. */
const LONGEST_LABEL = 44;

/** The part of the columns that is shown, and copied. */
export function shownTables(
  columns: readonly CompareColumn[],
  { query, onlyDifferences }: Pick<CompareChoices, "query" | "onlyDifferences">,
): ShownTables {
  const contents = columns.map(({ content }) => content);
  const text = query.trim().toLowerCase();
  const isWanted = ({ key }: { readonly key: string }) => key.toLowerCase().includes(text);
  const known = contents.filter((content) => content !== undefined);
  const ran = known.find(({ status }) => status !== undefined);
  // One alone differs from nothing.
  const isNarrow = onlyDifferences && known.length > 1;
  const params = partOf(compareParams(contents).filter(isWanted), isNarrow);
  const metrics = partOf(compareMetrics(contents).filter(isWanted), isNarrow);
  const titles = columnTitles(columns);
  return {
    titles,
    labels: numbered(titles.map((title) => cutMiddle(title, LONGEST_LABEL))),
    ids: columns.map(idOf),
    params: params.shown,
    metrics: metrics.shown,
    paramCounts: params.counts,
    metricCounts: metrics.counts,
    paramsName: partNames(ran ?? known[0] ?? {}).params,
    hasMetrics: ran !== undefined || known.some(({ metrics }) => metrics.length > 0),
  };
}

function partOf<T extends { readonly isDifferent: boolean }>(
  all: readonly T[],
  isNarrow: boolean,
): { readonly shown: readonly T[]; readonly counts: PartCounts } {
  const different = all.filter(({ isDifferent }) => isDifferent);
  const shown = isNarrow ? different : all;
  return { shown, counts: { all: all.length, different: different.length, hidden: all.length - shown.length } };
}

/** The names of the columns, with the id where several bear one, and a number where that does not tell them apart. */
function columnTitles(columns: readonly CompareColumn[]): readonly string[] {
  const names = columns.map(({ address, content }) => content?.title ?? address.place.at(-1) ?? "");
  const isShared = (name: string) => names.filter((other) => other === name).length > 1;
  return numbered(names.map((name, index) => (isShared(name) ? `${name} (${idOf(columns[index])})` : name)));
}

function idOf(column: CompareColumn | undefined): string {
  return column?.address.place.at(-1) ?? "";
}

function numbered(names: readonly string[]): readonly string[] {
  return names.map((name, index) => {
    const isAlone = names.filter((other) => other === name).length === 1;
    return isAlone ? name : `${name} (${names.slice(0, index + 1).filter((other) => other === name).length})`;
  });
}
