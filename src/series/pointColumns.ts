import type { SeriesPoints } from "./series";

/** A point as a reader finds it. */
export interface LoggedPoint {
  readonly step?: number | undefined;
  readonly epoch?: number | undefined;
  /** ms since 1970 */
  readonly time?: number | undefined;
  readonly value: number;
}

const FIRST_ROOM = 64;

/** Points that are added one by one. What it gave stays as it was: columns only grow, and share their memory. */
export class PointColumns {
  readonly #steps = new Column();
  readonly #values = new Column();
  readonly #times = new Column();
  readonly #epochs = new Column();

  get length(): number {
    return this.#values.length;
  }

  add({ step = NaN, epoch = NaN, time = NaN, value }: LoggedPoint): void {
    this.#steps.add(step);
    this.#epochs.add(epoch);
    this.#times.add(time);
    this.#values.add(value);
  }

  get points(): SeriesPoints {
    return {
      steps: this.#steps.view,
      values: this.#values.view,
      ...(this.#times.isKnown && { times: this.#times.view }),
      ...(this.#epochs.isKnown && { epochs: this.#epochs.view }),
    };
  }

  /** A copy of its own, which takes points that this one is not to keep. */
  copy(): PointColumns {
    const other = new PointColumns();
    other.#steps.addAll(this.#steps.view);
    other.#epochs.addAll(this.#epochs.view);
    other.#times.addAll(this.#times.view);
    other.#values.addAll(this.#values.view);
    return other;
  }
}

class Column {
  #room = new Float64Array(0);
  length = 0;
  /** True once a number was added. */
  isKnown = false;

  get view(): Float64Array {
    return this.#room.subarray(0, this.length);
  }

  add(value: number): void {
    if (this.length === this.#room.length) {
      this.#growTo(Math.max(FIRST_ROOM, 2 * this.length));
    }
    this.#room[this.length] = value;
    this.length += 1;
    this.isKnown ||= !Number.isNaN(value);
  }

  addAll(values: Float64Array): void {
    this.#growTo(this.length + values.length);
    this.#room.set(values, this.length);
    this.length += values.length;
    this.isKnown ||= values.some((value) => !Number.isNaN(value));
  }

  #growTo(room: number): void {
    const wider = new Float64Array(room);
    wider.set(this.view);
    this.#room = wider;
  }
}
