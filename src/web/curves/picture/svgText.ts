import type { Picture, Shape } from "./chartPicture";

const FONT = "system-ui, sans-serif";

/** A picture as SVG 1.1. */
export function svgText({ width, height, plot, shapes }: Picture): string {
  const clip = `<clipPath id="plot"><rect x="${plot.x}" y="${plot.y}" width="${plot.width}" height="${plot.height}"/></clipPath>`;
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${FONT}"><defs>${clip}</defs>\n${shapes.map(elementOf).join("\n")}\n</svg>\n`;
}

function elementOf(shape: Shape): string {
  switch (shape.kind) {
    case "rect":
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" fill="${escaped(shape.fill)}"/>`;
    case "line": {
      const dash = shape.isDashed ? ' stroke-dasharray="7 5"' : "";
      const clip = shape.isClipped ? ' clip-path="url(#plot)"' : "";
      const looks = `fill="none" stroke="${escaped(shape.stroke)}" stroke-width="${shape.width}" stroke-linecap="round" stroke-linejoin="round"`;
      return `<path d="${pathOf(shape.points)}" ${looks} stroke-opacity="${shape.alpha}"${dash}${clip}/>`;
    }
    case "text": {
      const weight = shape.isBold ? ' font-weight="600"' : "";
      const place = `x="${shortNumber(shape.x)}" y="${shortNumber(shape.y)}" text-anchor="${shape.anchor}"`;
      return `<text ${place} font-size="${shape.size}"${weight} fill="${escaped(shape.fill)}">${escaped(shape.text)}</text>`;
    }
  }
}

/** A point alone between two breaks is a line of no length, which a round cap shows. */
function pathOf(points: readonly number[]): string {
  const parts: string[] = [];
  let isBroken = true;
  for (let index = 0; index < points.length; index += 2) {
    const [x, y] = [points[index] ?? NaN, points[index + 1] ?? NaN];
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      isBroken = true;
      continue;
    }
    const place = `${shortNumber(x)} ${shortNumber(y)}`;
    parts.push(isBroken ? `M${place}L${place}` : `L${place}`);
    isBroken = false;
  }
  return parts.join("");
}

function shortNumber(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** Characters that XML has no place for are left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
