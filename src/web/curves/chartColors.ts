import { isHighContrast, isLight, themeColor, themeFont } from "../parts/theme";
import { colorOfRun } from "./model/palette";

const FONT_SIZE = 11;

/** Colours, font and line width of charts, as the theme has them now. */
export interface ChartLooks {
  readonly text: string;
  readonly grid: string;
  readonly background: string;
  readonly font: string;
  /** Pixels of the page. */
  readonly lineWidth: number;
  readonly colorOf: (color: number) => string;
}

export function chartLooks(): ChartLooks {
  const isHigh = isHighContrast();
  const isOnLight = isLight();
  return {
    text: themeColor(isHigh ? "foreground" : "descriptionForeground", "#888888"),
    grid: `${isOnLight ? "#000000" : "#ffffff"}${isHigh ? "4d" : "1a"}`,
    background: themeColor("editor.background", isOnLight ? "#ffffff" : "#1f1f1f"),
    font: `${FONT_SIZE}px ${themeFont()}`,
    lineWidth: isHigh ? 2.5 : 1.5,
    colorOf: (color) => colorOfRun(color, isOnLight),
  };
}
