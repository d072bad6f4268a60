/** What failed, fit to be shown, and whether the keys are what helps. */
export interface PageFailure {
  readonly sentence: string;
  readonly isKeyProblem: boolean;
}
