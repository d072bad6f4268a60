import { lateBytes, type ByteSource } from "./byteSource";
import { Picture, type Colour } from "./picture";

export type Line = readonly (readonly [x: number, y: number])[];

const WIDTH = 640;
const HEIGHT = 360;
const MARGIN = 24;
const PALETTE: readonly Colour[] = [
  [255, 255, 255],
  [208, 212, 220],
  [31, 119, 180],
  [255, 127, 14],
];
const GRID = 1;
let emptySize: number | undefined;

/** A PNG of at most two lines over a grid, drawn when it is read. */
export function lineChart(lines: () => readonly Line[]): ByteSource {
  emptySize ??= new Picture(WIDTH, HEIGHT).encode(PALETTE).length;
  return lateBytes(emptySize, () => draw(lines()).encode(PALETTE));
}

function draw(lines: readonly Line[]): Picture {
  const picture = new Picture(WIDTH, HEIGHT);
  drawGrid(picture);
  const points = lines.flat();
  const toX = scale(
    points.map(([x]) => x),
    MARGIN,
    WIDTH - MARGIN,
  );
  const toY = scale(
    points.map(([, y]) => y),
    HEIGHT - MARGIN,
    MARGIN,
  );
  for (const [index, line] of lines.slice(0, 2).entries()) {
    drawLine(
      picture,
      line.map(([x, y]) => [toX(x), toY(y)] as const),
      index + 2,
    );
  }
  return picture;
}

function drawGrid(picture: Picture): void {
  for (let part = 0; part <= 4; part++) {
    const y = Math.round(MARGIN + ((HEIGHT - 2 * MARGIN) * part) / 4);
    for (let x = MARGIN; x < WIDTH - MARGIN; x++) {
      picture.set(x, y, GRID);
    }
  }
  for (let y = MARGIN; y < HEIGHT - MARGIN; y++) {
    picture.set(MARGIN, y, GRID);
  }
}

function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const least = Math.min(...values);
  const extent = Math.max(...values) - least || 1;
  return (value) => from + ((value - least) / extent) * (to - from);
}

function drawLine(picture: Picture, points: Line, colour: number): void {
  for (let i = 1; i < points.length; i++) {
    const [fromX, fromY] = points[i - 1] ?? [0, 0];
    const [toX, toY] = points[i] ?? [0, 0];
    const count = Math.ceil(Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY), 1));
    for (let part = 0; part <= count; part++) {
      const x = Math.round(fromX + ((toX - fromX) * part) / count);
      const y = Math.round(fromY + ((toY - fromY) * part) / count);
      picture.set(x, y, colour);
      picture.set(x, y + 1, colour);
    }
  }
}
