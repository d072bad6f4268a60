/** The time as the server sees it: the real one, plus what tests have skipped. */
export class SampleClock {
  readonly #source: () => number;
  #skipped = 0;

  constructor(source: () => number) {
    this.#source = source;
  }

  now(): number {
    return this.#source() + this.#skipped;
  }

  skip(ms: number): void {
    this.#skipped += ms;
  }
}
