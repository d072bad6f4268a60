import { isHighContrast, themeColor } from "./theme";

/** A part of a canvas, in pixels of the page, whose upper left corner is at 0. */
export interface ChartSurface {
  readonly brush: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
}

interface BarLook {
  readonly fill?: string;
  readonly border?: string;
}

const BAR_HEIGHT = 8;
/** A bar from a value to the same one is seen, too. */
const SHORTEST_BAR = 2;

/** A bar with round ends between two places, whose middle is at `middle` from the top. */
export function drawBar(
  brush: CanvasRenderingContext2D,
  { from, to, middle }: { readonly from: number; readonly to: number; readonly middle: number },
  { fill, border }: BarLook,
): void {
  const [left, width] = [Math.min(from, to), Math.max(Math.abs(to - from), SHORTEST_BAR)];
  brush.beginPath();
  brush.roundRect(left, middle - BAR_HEIGHT / 2, width, BAR_HEIGHT, Math.min(BAR_HEIGHT, width) / 2);
  if (fill !== undefined) {
    brush.fillStyle = fill;
    brush.fill();
  }
  if (border !== undefined) {
    brush.strokeStyle = border;
    brush.lineWidth = 1;
    brush.stroke();
  }
}

export interface BarColors {
  readonly text: string;
  readonly range: string;
  readonly best: string;
  readonly background: string;
  readonly grid: string;
}

export function chartColors(): BarColors {
  const isHigh = isHighContrast();
  const text = themeColor("foreground", "#888888");
  return {
    text,
    range: isHigh ? text : themeColor("charts.blue", "#3794ff"),
    best: isHigh ? themeColor("charts.yellow", "#ffff00") : themeColor("charts.green", "#388a34"),
    background: themeColor("editor.background", "#1f1f1f"),
    grid: isHigh ? themeColor("contrastBorder", "#6fc3df") : withAlpha(text, "22"),
  };
}

/** Themes give colours as `#rrggbb` or `rgb(…)`; only the former can be thinned here. */
export function withAlpha(color: string, alpha = "59"): string {
  return /^#[\da-f]{6}$/i.test(color) ? color + alpha : color;
}
