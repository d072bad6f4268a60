import type { NamedResult } from "./report.mjs";

/** `repeat` gives what runs a result's tests again; undefined where a second run would tell nothing new. */
export function repeatFailed(
  results: readonly NamedResult[],
  repeat: (result: NamedResult) => (() => Promise<NamedResult>) | undefined,
): Promise<readonly NamedResult[]>;
