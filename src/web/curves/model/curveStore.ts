import type { Series } from "../../../series/series";
import type { PanelAddress } from "../../../sources/contract/panelContent";
import type { CurvesMessage, CurvesReading } from "./curveMessages";
import { unpackSeries } from "./packedSeries";

/** The curves of a run, as far as the page knows them. */
export interface RunCurves {
  readonly series: ReadonlyMap<string, Series>;
  readonly reading: CurvesReading;
}

/** The curves of the page's runs by their keys. */
export type CurveStore = ReadonlyMap<string, RunCurves>;

/** Equal for all pages of one run. */
export function runKey({ systemId, site, place }: PanelAddress): string {
  return JSON.stringify([systemId, site, ...place]);
}

/** Takes what was read: a curve that did not change stays the same object. */
export function withCurves(store: CurveStore, { address, series, names, reading }: CurvesMessage): CurveStore {
  const key = runKey(address);
  const known = store.get(key)?.series;
  const sent = new Map(series.map((packed) => [packed.name, packed]));
  const now = new Map<string, Series>();
  for (const name of names) {
    const [packed, before] = [sent.get(name), known?.get(name)];
    const one = packed === undefined ? before : unpackSeries(packed, before);
    if (one !== undefined) {
      now.set(name, one);
    }
  }
  return new Map([...store, [key, { series: now, reading }]]);
}
