import type { SuiteResult } from "./suiteResult.mjs";

export interface NamedResult extends Pick<SuiteResult, "passed" | "failed">, Partial<SuiteResult> {
  readonly name: string;
  /** From its start to its end. */
  readonly ms?: number;
}

export function reportRun(
  results: readonly NamedResult[],
  options?: { readonly grep?: string | undefined },
): { readonly lines: readonly string[]; readonly isOk: boolean };
