import uPlot from "uplot";
import type { ChartLooks } from "./chartColors";
import { chartLooks } from "./chartColors";
import { ChartTip } from "./chartTip";
import { chartLabel, crosshairWords } from "./chartWords";
import { nearby, resized } from "./chartObservers";
import { crosshair } from "./crosshair";
import type { ChartView } from "./model/chartView";
import { isOtherView } from "./model/chartView";
import { legendRows } from "./model/legendRows";
import type { Span } from "./model/yScale";
import { valueSpan } from "./model/yScale";
import { zoomTo } from "./model/zoom";
import { emptyData, plotOptions } from "./plotOptions";
import { steerByKeys } from "./chartKeys";
import { steerByMouse } from "./chartMouse";

const CHART_HEIGHT = 170;
const LARGE_HEIGHT = 380;
/** A line says something this share of the window behind its end. */
const REACH = 0.01;
/** A browser that draws nothing may otherwise find no time for a minute. In ms. */
const LABEL_LIMIT = { timeout: 500 };
/** Few enough to be told in every chart, and not only where the mouse is. */
const FEW_LINES = 1;

interface Plot {
  readonly chart: uPlot;
  readonly tip: ChartTip;
  readonly looks: ChartLooks;
}

/** The curves of a metric, drawn when they come near what is in sight. */
export class CurveChart extends HTMLElement {
  /** Undefined goes back to the whole. */
  onZoom: (zoom: Span | undefined) => void = () => undefined;
  #view: ChartView | undefined;
  #plot: Plot | undefined;
  #isNear = false;
  #isPending = false;
  #labeling = 0;
  #leave = (): void => undefined;

  set view(view: ChartView) {
    const before = this.#view;
    this.#view = view;
    if (before === undefined || isOtherView(before, view)) {
      this.#label();
      if (before !== undefined && isOtherPlot(before, view)) {
        this.clear();
      }
      this.#schedule();
    }
  }

  get shown(): Span {
    return this.#view?.zoom ?? this.#view?.whole ?? { min: 0, max: 1 };
  }

  get whole(): Span {
    return this.#view?.whole ?? { min: 0, max: 1 };
  }

  get columns(): readonly Float64Array[] {
    return this.#view?.curves.flatMap(({ line }) => line?.x ?? []) ?? [];
  }

  /** Of the mouse over the chart; undefined outside of what is drawn. */
  placeAt(clientX: number): number | undefined {
    const rect = this.#plot?.chart.over.getBoundingClientRect();
    return rect === undefined ? undefined : this.#plot?.chart.posToVal(clientX - rect.left, "x");
  }

  connectedCallback(): void {
    nearby.observe(this);
    resized.observe(this);
    const leaveKeys = steerByKeys(this);
    const leaveMouse = steerByMouse(this);
    const leaveCrosshair = crosshair.onDidMove(() => this.#markCrosshair());
    this.addEventListener("mouseleave", forget);
    this.#leave = () => {
      [leaveKeys, leaveMouse, leaveCrosshair].forEach((leave) => leave());
      this.removeEventListener("mouseleave", forget);
    };
  }

  disconnectedCallback(): void {
    nearby.unobserve(this);
    resized.unobserve(this);
    this.#leave();
    this.#isNear = false;
    this.clear();
  }

  comeNear(isNear: boolean): void {
    this.#isNear = isNear;
    if (isNear) {
      this.#schedule();
    }
  }

  fit(): void {
    const { chart } = this.#plot ?? {};
    if (chart !== undefined && this.clientWidth > 0 && chart.width !== this.clientWidth) {
      chart.setSize(this.#size());
    }
  }

  clear(): void {
    this.#plot?.chart.destroy();
    this.#plot = undefined;
    this.replaceChildren();
  }

  /** Undefined takes the part as it is. */
  zoom(to: Span | undefined): void {
    this.onZoom(to && zoomTo(this.whole, to));
  }

  redraw(): void {
    this.clear();
    this.#schedule();
  }

  /** Words take longer than lines: they come when there is time for them, or else a moment later. */
  #label(): void {
    cancelIdleCallback(this.#labeling);
    this.#labeling = requestIdleCallback(() => {
      if (this.#view !== undefined) {
        this.setAttribute("aria-label", chartLabel(this.#view));
      }
    }, LABEL_LIMIT);
  }

  #schedule(): void {
    if (!this.#isPending) {
      this.#isPending = true;
      requestAnimationFrame(() => {
        this.#isPending = false;
        this.#draw();
      });
    }
  }

  #draw(): void {
    const view = this.#view;
    if (!this.#isNear || view === undefined || !this.isConnected) {
      return;
    }
    const { chart } = (this.#plot ??= this.#makePlot(view));
    const { min, max } = this.shown;
    const values = valueSpan(linesOf(view), this.shown, view.isLog);
    chart.batch(() => {
      chart.setScale("x", { min, max });
      chart.setScale("y", values);
      chart.redraw(true, true);
    });
    this.#markCrosshair();
  }

  #makePlot(view: ChartView): Plot {
    const looks = chartLooks();
    const current = () => this.#view ?? view;
    const options = plotOptions({
      view: current,
      looks,
      size: this.#size(),
      windowOf: () => this.shown,
      valuesOf: () => valueSpan(linesOf(current()), this.shown, current().isLog),
      onMove: (x) => this.#follow(x),
      onSelect: (selected) => this.zoom(selected),
      onReset: () => this.onZoom(undefined),
    });
    const chart = new uPlot(options, emptyData(this.whole, options.series.length), this);
    return { chart, tip: new ChartTip(chart.over), looks };
  }

  /** The mouse alone is followed: a chart that another one's crosshair is marked in tells its place as well. */
  #follow(x: number): void {
    if (this.matches(":hover")) {
      crosshair.move(x);
    }
  }

  #size(): { width: number; height: number } {
    return { width: this.clientWidth, height: this.#view?.isLarge === true ? LARGE_HEIGHT : CHART_HEIGHT };
  }

  #markCrosshair(): void {
    const [view, plot, { x }] = [this.#view, this.#plot, crosshair];
    if (view === undefined || plot === undefined || !this.#isNear) {
      return;
    }
    const place = placeWithin(this.shown, x);
    if (!this.matches(":hover")) {
      const away = { left: -10, top: -10 };
      plot.chart.setCursor(place === undefined ? away : { left: plot.chart.valToPos(place, "x"), top: 10 }, false);
    }
    if (place === undefined) {
      plot.tip.hide();
    } else {
      this.#tellValues(place, view, plot);
    }
  }

  #tellValues(x: number, view: ChartView, { chart, tip, looks }: Plot): void {
    const { min, max } = this.shown;
    const lines = view.curves.map(({ line }) => line);
    const rows = legendRows(lines, x, (max - min) * REACH);
    const hasFocus = document.activeElement === this;
    tip.show(chart, view, looks, {
      x,
      rows,
      hasWords: hasFocus || this.matches(":hover") || lines.length <= FEW_LINES,
    });
    if (hasFocus) {
      this.setAttribute("aria-valuenow", String(x));
      this.setAttribute("aria-valuetext", crosshairWords(rows, x, view));
    }
  }
}

function placeWithin({ min, max }: Span, x: number | undefined): number | undefined {
  return x !== undefined && x >= min && x <= max ? x : undefined;
}

function forget(): void {
  crosshair.move(undefined);
}

/** True when uPlot's own options have changed. */
function isOtherPlot(one: ChartView, other: ChartView): boolean {
  const looksOf = ({ axis, isLog, isSmoothed, isLarge, curves }: ChartView) =>
    [axis, isLog, isSmoothed, isLarge, ...curves.map(({ isGoing }) => isGoing)].join();
  return looksOf(one) !== looksOf(other);
}

function linesOf({ curves }: ChartView) {
  return curves.flatMap(({ line }) => line ?? []);
}
