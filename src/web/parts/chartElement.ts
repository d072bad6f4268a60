import type { ChartSurface } from "./barShapes";
import { onDidChangeTheme } from "./theme";

const elements = new Set<ChartElement<unknown>>();

/** Draws when it comes near what is in sight, as a comparison may have a hundred, and again when the theme or its size changes. */
export abstract class ChartElement<Options> extends HTMLElement {
  #options: Options | undefined;
  #shown = "";
  #drawnSize = "";
  #isNear = false;

  protected abstract drawChart(surface: ChartSurface, options: Options): void;

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
    resized.observe(this);
  }

  disconnectedCallback(): void {
    elements.delete(this);
    nearby.unobserve(this);
    resized.unobserve(this);
    this.#isNear = false;
    this.#drawnSize = "";
    this.replaceChildren();
  }

  comeNear(): void {
    if (!this.#isNear) {
      this.#isNear = true;
      this.redraw();
    }
  }

  /** Takes the room that there is now. */
  fit(): void {
    if (this.#size !== this.#drawnSize) {
      this.redraw();
    }
  }

  redraw(): void {
    const { clientWidth: width, clientHeight: height } = this;
    if (!this.#isNear || this.#options === undefined || width === 0) {
      return;
    }
    const canvas = document.createElement("canvas");
    const brush = canvas.getContext("2d");
    canvas.width = Math.round(width * devicePixelRatio);
    canvas.height = Math.round(height * devicePixelRatio);
    if (brush !== null) {
      brush.scale(devicePixelRatio, devicePixelRatio);
      this.drawChart({ brush, width, height }, this.#options);
    }
    this.#drawnSize = this.#size;
    this.replaceChildren(canvas);
  }

  get #size(): string {
    return `${this.clientWidth} ${this.clientHeight} ${devicePixelRatio}`;
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

const resized = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    if (target instanceof ChartElement) {
      target.fit();
    }
  }
});

onDidChangeTheme(() => {
  for (const element of elements) {
    element.redraw();
  }
});
