/** Lines of one kind, as text from outside that was made fit to be shown: each is shown whole or not at all. */
export interface AnswerPart {
  /** In our own words: "runs". */
  readonly title: string;
  /** Above the lines: the names of columns. */
  readonly head?: string;
  readonly lines: readonly string[];
  /** Plural, for "12 of 1,200 runs". */
  readonly noun: string;
  /** How many there are, those on later pages and those before included; absent when it is not known. */
  readonly total?: number | undefined;
  /** How many were given in earlier answers. */
  readonly before?: number;
  /** The arguments that give what follows behind the first so many lines; empty when nothing follows. */
  readonly next?: (shown: number) => string;
}

/** A verb's answer, before it is cut to a budget. */
export interface Answer {
  /** In our own words, before the data. */
  readonly about: readonly string[];
  /** The systems that the data is from; empty when there is none. */
  readonly origin: string;
  readonly parts: readonly AnswerPart[];
  /** In our own words, behind the data. */
  readonly hints: readonly string[];
}

/** The least, usual and greatest lengths of an answer, in characters. */
export const BUDGET = { least: 500, usual: 8_000, most: 32_000 } as const;
