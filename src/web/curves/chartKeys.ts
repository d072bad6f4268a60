import { crosshair } from "./crosshair";
import { nextPlace } from "./model/nearest";
import type { Span } from "./model/yScale";
import { panBy, zoomBy } from "./model/zoom";

/** A chart, as far as keys and the mouse steer it. */
export interface SteeredChart extends HTMLElement {
  readonly shown: Span;
  readonly whole: Span;
  /** Where its curves have points. */
  readonly columns: readonly Float64Array[];
  readonly onZoom: (zoom: Span | undefined) => void;
  placeAt(clientX: number): number | undefined;
}

const LEAP = 0.1;
const PAN = 0.25;
const CLOSER = 0.5;

/** Arrows go from point to point, with Shift they move what is shown; plus and minus zoom, 0 goes back. Returns what ends it. */
export function steerByKeys(chart: SteeredChart): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const act = event.shiftKey ? SHIFTED[event.key] : KEYS[event.key];
    if (act !== undefined) {
      event.preventDefault();
      act(chart);
    }
  };
  const onFocus = () => crosshair.move(crosshair.x ?? placesOf(chart).last);
  const onBlur = () => crosshair.move(undefined);
  chart.addEventListener("keydown", onKey);
  chart.addEventListener("focus", onFocus);
  chart.addEventListener("blur", onBlur);
  return () => {
    chart.removeEventListener("keydown", onKey);
    chart.removeEventListener("focus", onFocus);
    chart.removeEventListener("blur", onBlur);
  };
}

const KEYS: Readonly<Record<string, (chart: SteeredChart) => void>> = {
  ArrowLeft: (chart) => step(chart, false),
  ArrowRight: (chart) => step(chart, true),
  PageUp: (chart) => leap(chart, -LEAP),
  PageDown: (chart) => leap(chart, LEAP),
  Home: (chart) => goTo(chart, placesOf(chart).first),
  End: (chart) => goTo(chart, placesOf(chart).last),
  "+": (chart) => zoomAround(chart, CLOSER),
  "=": (chart) => zoomAround(chart, CLOSER),
  "-": (chart) => zoomAround(chart, 1 / CLOSER),
  "0": (chart) => chart.onZoom(undefined),
};

const SHIFTED: typeof KEYS = {
  ArrowLeft: (chart) => chart.onZoom(panBy(chart.whole, chart.shown, -PAN)),
  ArrowRight: (chart) => chart.onZoom(panBy(chart.whole, chart.shown, PAN)),
  "+": (chart) => zoomAround(chart, CLOSER),
};

function placesOf({ columns, whole }: SteeredChart): { readonly first: number; readonly last: number } {
  const ends = columns.flatMap((column) => [column[0] ?? NaN, column.at(-1) ?? NaN]).filter(Number.isFinite);
  return ends.length === 0
    ? { first: whole.min, last: whole.max }
    : { first: Math.min(...ends), last: Math.max(...ends) };
}

function step(chart: SteeredChart, isForward: boolean): void {
  const from = crosshair.x ?? (isForward ? chart.shown.min : chart.shown.max);
  goTo(chart, nextPlace(chart.columns, from, isForward) ?? from);
}

function leap(chart: SteeredChart, share: number): void {
  const { min, max } = chart.shown;
  const { first, last } = placesOf(chart);
  const wanted = (crosshair.x ?? (min + max) / 2) + (max - min) * share;
  goTo(chart, Math.min(Math.max(wanted, first), last));
}

/** Moves the crosshair, and what is shown with it. */
function goTo(chart: SteeredChart, x: number): void {
  const { min, max } = chart.shown;
  if (x < min || x > max) {
    chart.onZoom(panBy(chart.whole, chart.shown, (x - (min + max) / 2) / (max - min)));
  }
  crosshair.move(x);
}

function zoomAround(chart: SteeredChart, factor: number): void {
  const { min, max } = chart.shown;
  chart.onZoom(zoomBy(chart.whole, chart.shown, factor, crosshair.x ?? (min + max) / 2));
}
