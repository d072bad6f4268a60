import type { PanelAddress } from "../../sources/contract/panelContent";
import type { PageFailure } from "../pageFailure";
import type { CompareColumn } from "./messages";

/** Sentences that stand above what is compared. */
interface ComparisonNotices {
  /** `column` is one of those it is about. */
  readonly failures: readonly (PageFailure & { readonly column: PanelAddress })[];
  readonly gone: readonly string[];
  readonly problems: readonly string[];
}

/** One sentence for each reason, before it the names of the columns that it is about, unless it is about all. */
export function comparisonNotices(columns: readonly CompareColumn[], labels: readonly string[]): ComparisonNotices {
  const about = (isAbout: (column: CompareColumn) => boolean) => {
    const names = columns.flatMap((column, index) => (isAbout(column) ? [labels[index] ?? ""] : []));
    return names.length === columns.length ? "" : `${names.join(", ")}: `;
  };
  const failed = columns.flatMap(({ failure, address }) =>
    failure === undefined ? [] : [{ ...failure, column: address }],
  );
  const failures = failed
    .filter(({ sentence }, index) => failed.findIndex((other) => other.sentence === sentence) === index)
    .map((one) => ({ ...one, sentence: about(({ failure }) => failure?.sentence === one.sentence) + one.sentence }));
  const problems = [...new Set(columns.flatMap(({ content }) => content?.problems ?? []))].map(
    (problem) => about(({ content }) => content?.problems.includes(problem) === true) + problem,
  );
  return { failures, gone: goneSentences(columns, labels), problems };
}

function goneSentences(columns: readonly CompareColumn[], labels: readonly string[]): readonly string[] {
  const names = columns.flatMap(({ isGone }, index) => (isGone ? [labels[index] ?? ""] : []));
  const verb = names.length === 1 ? "no longer exists" : "no longer exist";
  return names.length === 0 ? [] : [`${names.join(", ")} ${verb}.`];
}
