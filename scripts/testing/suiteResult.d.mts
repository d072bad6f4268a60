export interface TestFailure {
  readonly title: string;
  readonly reason: string;
}

export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
  /** What passed, and how long each took, in ms. */
  readonly tests: readonly { readonly title: string; readonly ms: number }[];
  /** Tests whose first try failed, and why. */
  readonly retries: readonly TestFailure[];
  readonly failures: readonly TestFailure[];
  /** Why the suite counts as failed beyond its failed tests. */
  readonly problem?: string;
}

export interface SuiteEnd {
  /** null when the process was killed. */
  readonly exitCode: number | null;
  /** Whether only some tests were asked for, so that none at all is no failure of the suite. */
  readonly isFiltered?: boolean;
}

export function readSuiteResult(record: string, end: SuiteEnd): SuiteResult;

export function sumResults(results: readonly Pick<SuiteResult, "passed" | "failed">[]): {
  passed: number;
  failed: number;
};
