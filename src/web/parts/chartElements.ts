import type { BarChartOptions } from "./barChart";
import { drawBarChart } from "./barChart";
import type { ChartSurface } from "./barShapes";
import { ChartElement } from "./chartElement";
import type { RangeChartOptions } from "./rangeChart";
import { drawRangeChart } from "./rangeChart";

class RangeChartElement extends ChartElement<RangeChartOptions> {
  protected override drawChart(surface: ChartSurface, options: RangeChartOptions): void {
    drawRangeChart(surface, options);
  }
}

class BarChartElement extends ChartElement<BarChartOptions> {
  protected override drawChart(surface: ChartSurface, options: BarChartOptions): void {
    drawBarChart(surface, options);
  }
}

customElements.define("bar-chart", BarChartElement);
customElements.define("range-chart", RangeChartElement);
