import type { Series, SeriesPoints } from "../../series/series";
import type { PackedSeries } from "../../web/curves/model/packedSeries";
import { packSeries } from "../../web/curves/model/packedSeries";

/** The curves that a page has, so that it is sent no more than what is new. */
export class SentSeries {
  readonly #sent = new Map<string, Series>();

  /** The page has none any more. */
  forget(): void {
    this.#sent.clear();
  }

  /** Curves that the page does not have, and the new ends of those that have grown. */
  take(series: readonly Series[]): readonly PackedSeries[] {
    const packed = series.flatMap((one) => {
      const before = this.#sent.get(one.name);
      const known = before === undefined ? 0 : knownPoints(before.points, one.points);
      const isSame = known === one.points.values.length && hasSameOrigin(before, one);
      return isSame ? [] : [packSeries(one, known)];
    });
    this.#sent.clear();
    series.forEach((one) => this.#sent.set(one.name, one));
    return packed;
  }
}

function hasSameOrigin(before: Series | undefined, now: Series): boolean {
  return before?.origin === now.origin && before.others.join("\n") === now.others.join("\n");
}

/** All of the earlier points when the curve goes on from them, else none. */
function knownPoints(before: SeriesPoints, now: SeriesPoints): number {
  const { length } = before.values;
  const columns = ["values", "steps", "times", "epochs"] as const;
  const goesOn = columns.every((name) => startsWith(now[name], before[name], length));
  return goesOn ? length : 0;
}

function startsWith(now: Float64Array | undefined, before: Float64Array | undefined, length: number): boolean {
  if (now === undefined || before === undefined || now.length < length) {
    return now === before;
  }
  return now === before || before.every((value, index) => Object.is(value, now[index]));
}
