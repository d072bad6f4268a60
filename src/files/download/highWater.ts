/** So many bytes more are worth a try. */
const WORTH_A_TRY = 1024 * 1024;

/** How far a file has come. Tries that each take it further are not in vain, however many it takes. */
export class HighWater {
  #highest = 0;
  #before = 0;

  note(position: number): void {
    this.#highest = Math.max(this.#highest, position);
  }

  /** True when enough bytes for another try have come since it was last asked. */
  hasRisen(): boolean {
    const hasRisen = this.#highest - this.#before >= WORTH_A_TRY;
    this.#before = this.#highest;
    return hasRisen;
  }
}
