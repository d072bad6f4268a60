import type { Chart } from "chart.js";
import type { BarChartOptions } from "./barChart";
import { drawBarChart } from "./barChart";
import { ChartElement } from "./chartElement";
import type { RangeChartOptions } from "./rangeChart";
import { drawRangeChart } from "./rangeChart";

class RangeChartElement extends ChartElement<RangeChartOptions> {
  protected override drawChart(canvas: HTMLCanvasElement, options: RangeChartOptions): Chart {
    return drawRangeChart(canvas, options);
  }
}

class BarChartElement extends ChartElement<BarChartOptions> {
  protected override drawChart(canvas: HTMLCanvasElement, options: BarChartOptions): Chart {
    return drawBarChart(canvas, options);
  }
}

customElements.define("bar-chart", BarChartElement);
customElements.define("range-chart", RangeChartElement);
