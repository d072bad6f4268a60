import type { Chart } from "chart.js";
import { ChartElement } from "./chartElement";
import type { RangeChartOptions } from "./rangeChart";
import { drawRangeChart } from "./rangeChart";

class RangeChartElement extends ChartElement<RangeChartOptions> {
  protected override drawChart(canvas: HTMLCanvasElement, options: RangeChartOptions): Chart {
    return drawRangeChart(canvas, options);
  }
}

customElements.define("range-chart", RangeChartElement);
