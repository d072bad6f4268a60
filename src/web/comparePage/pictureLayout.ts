/** Sizes in pixels of the page; `scale` is how many of the picture's there are for each. */
interface PictureLayout {
  readonly columns: number;
  readonly scale: number;
  readonly width: number;
  readonly height: number;
  /** How far the charts are apart, from the left and from the top. */
  readonly step: { readonly x: number; readonly y: number };
}

export const CHART_WIDTH = 460;
export const GAP = 24;
const SCALE = 2;
const LEAST_COLUMNS = 2;
const LEAST_SCALE = 0.75;
/** Chromium draws nothing on a canvas with a side above 65,535 pixels, and takes seconds to write a PNG of what is larger. */
const LONGEST_SIDE = 32_000;
const LARGEST_AREA = 32_000_000;

/**
 * So many charts of a height, in columns that make the picture about as high as wide, and less sharp where it would be too
 * large. Undefined when it would be too small to read.
 */
export function pictureLayout(count: number, chartHeight: number): PictureLayout | undefined {
  const step = { x: CHART_WIDTH + GAP, y: chartHeight + GAP };
  const square = Math.round(Math.sqrt((count * step.y) / step.x));
  const columns = Math.min(count, Math.max(LEAST_COLUMNS, square));
  const width = GAP + columns * step.x;
  const height = GAP + Math.ceil(count / columns) * step.y;
  const limits = [SCALE, LONGEST_SIDE / Math.max(width, height), Math.sqrt(LARGEST_AREA / (width * height))];
  const scale = Math.min(...limits);
  return scale < LEAST_SCALE ? undefined : { columns, scale, width, height, step };
}
