import type { CompareColumn } from "./messages";

/** "runs" where all are, child runs too. */
export function nounOf(columns: readonly CompareColumn[]): string {
  const areRuns = columns.every(({ address, content }) => /run$/i.test(content?.noun ?? address.place.at(-2) ?? ""));
  return areRuns ? "runs" : "items";
}
