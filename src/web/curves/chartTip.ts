import type uPlot from "uplot";
import type { ChartLooks } from "./chartColors";
import { placeText, valueText } from "./model/axisText";
import type { ChartView } from "./model/chartView";
import type { LegendRow } from "./model/legendRows";
import { placeNearest } from "./model/legendRows";

/** From the words to the edge of the window. */
const EDGE = 6;
const MOST_ROWS = 12;

interface ShownValues {
  /** Of the crosshair. */
  readonly x: number;
  readonly rows: readonly LegendRow[];
  readonly hasWords: boolean;
}

/** The values below the crosshair, from the top down, below the lines; and a dot on each line. */
export class ChartTip {
  readonly #box = document.createElement("div");
  readonly #dots: HTMLElement[] = [];
  readonly #over: HTMLElement;

  constructor(over: HTMLElement) {
    this.#over = over;
    this.#box.className = "curve-tip";
    this.#box.hidden = true;
    over.append(this.#box);
  }

  hide(): void {
    this.#box.hidden = true;
    for (const dot of this.#dots) {
      dot.hidden = true;
    }
  }

  show(plot: uPlot, view: ChartView, looks: ChartLooks, shown: ShownValues): void {
    const { rows, hasWords } = shown;
    this.#placeDots(plot, view, looks, rows);
    this.#box.hidden = !hasWords || rows.length === 0;
    if (this.#box.hidden) {
      return;
    }
    const head = line("curve-tip-place", placeText(placeNearest(rows, shown.x), view.axis));
    const words = rows.slice(0, MOST_ROWS).map((row) => rowOf(row, view, looks));
    const more = rows.length > MOST_ROWS ? [line("curve-tip-place", `and ${rows.length - MOST_ROWS} more`)] : [];
    this.#box.classList.toggle("short", view.curves.length === 1);
    this.#box.replaceChildren(head, ...words, ...more);
    this.#placeBox(plot.valToPos(shown.x, "x"));
  }

  #placeDots(plot: uPlot, { curves }: ChartView, looks: ChartLooks, rows: readonly LegendRow[]): void {
    for (let count = this.#dots.length; count < rows.length; count++) {
      const dot = document.createElement("span");
      dot.className = "curve-dot";
      this.#dots.push(dot);
      this.#over.append(dot);
    }
    for (const [index, dot] of this.#dots.entries()) {
      const row = rows[index];
      dot.hidden = row === undefined || !this.#placeDot(plot, dot, row);
      dot.style.background = looks.colorOf(curves[row?.index ?? 0]?.run.color ?? 0);
    }
  }

  /** False for a value that is not in sight. */
  #placeDot(plot: uPlot, dot: HTMLElement, { x, shown }: LegendRow): boolean {
    const top = plot.valToPos(shown, "y");
    dot.style.transform = `translate(${plot.valToPos(x, "x")}px, ${top}px)`;
    return top >= 0 && top <= this.#over.clientHeight;
  }

  /** Below the lines, so that it covers none, and within the window. */
  #placeBox(left: number): void {
    const { left: from } = this.#over.getBoundingClientRect();
    const width = this.#box.offsetWidth;
    const most = document.documentElement.clientWidth - from - width - EDGE;
    this.#box.style.left = `${Math.max(EDGE - from, Math.min(left - width / 2, most))}px`;
  }
}

function rowOf({ index, value, shown }: LegendRow, { curves, isNamed }: ChartView, looks: ChartLooks): HTMLElement {
  const curve = curves[index];
  const row = line("curve-tip-row", "");
  const swatch = line(curve?.isGoing === true ? "swatch going" : "swatch", "");
  swatch.style.color = looks.colorOf(curve?.run.color ?? 0);
  const name = line("curve-tip-name", isNamed ? (curve?.run.label ?? "") : "");
  row.append(swatch, name, line("curve-tip-value", valueText(value, shown)));
  return row;
}

function line(className: string, text: string): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  element.textContent = text;
  return element;
}
