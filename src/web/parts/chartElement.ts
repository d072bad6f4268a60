import type { Chart } from "chart.js";
import { onDidChangeTheme } from "./theme";

const elements = new Set<ChartElement<unknown>>();

/** Draws when it comes near what is in sight, as a comparison may have a hundred, and again when the theme changes. */
export abstract class ChartElement<Options> extends HTMLElement {
  #options: Options | undefined;
  #shown = "";
  #chart: Chart | undefined;
  #isNear = false;

  protected abstract drawChart(canvas: HTMLCanvasElement, options: Options): Chart;

  set options(options: Options) {
    const shown = JSON.stringify(options);
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#options = options;
      this.redraw();
    }
  }

  connectedCallback(): void {
    elements.add(this);
    nearby.observe(this);
  }

  disconnectedCallback(): void {
    elements.delete(this);
    nearby.unobserve(this);
    this.#isNear = false;
    this.#clear();
  }

  comeNear(): void {
    if (!this.#isNear) {
      this.#isNear = true;
      this.redraw();
    }
  }

  redraw(): void {
    this.#clear();
    if (this.#isNear && this.#options !== undefined) {
      const canvas = document.createElement("canvas");
      this.append(canvas);
      this.#chart = this.drawChart(canvas, this.#options);
    }
  }

  #clear(): void {
    this.#chart?.destroy();
    this.#chart = undefined;
    this.replaceChildren();
  }
}

const nearby = new IntersectionObserver(
  (changes) => {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting && target instanceof ChartElement) {
        target.comeNear();
      }
    }
  },
  { rootMargin: "200px" },
);

onDidChangeTheme(() => {
  for (const element of elements) {
    element.redraw();
  }
});
