import { onDidChangeTheme } from "../parts/theme";
import { CurveChart } from "./curveChart";

/** Defines the element that draws charts, and draws them again when the theme changes. */
export function defineCurveChart(): void {
  customElements.define("curve-chart", CurveChart);
  onDidChangeTheme(() => {
    for (const chart of document.querySelectorAll("curve-chart")) {
      if (chart instanceof CurveChart) {
        chart.redraw();
      }
    }
  });
}
