/** A failure, fit to be shown, that knows if other keys would help. */
export interface PageFailure {
  readonly sentence: string;
  readonly isKeyProblem: boolean;
}
