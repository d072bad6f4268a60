import { themeFont } from "../../parts/theme";
import type { Picture, Shape } from "./chartPicture";

/** Pixels of a PNG for each of the picture's. */
const SCALE = 2;

/** A picture as a PNG, as a data URL. */
export function paintPicture(picture: Picture): string {
  const canvas = document.createElement("canvas");
  canvas.width = picture.width * SCALE;
  canvas.height = picture.height * SCALE;
  const brush = canvas.getContext("2d");
  if (brush === null) {
    return "";
  }
  brush.scale(SCALE, SCALE);
  for (const shape of picture.shapes) {
    brush.save();
    paintShape(brush, shape, picture);
    brush.restore();
  }
  return canvas.toDataURL("image/png");
}

function paintShape(brush: CanvasRenderingContext2D, shape: Shape, picture: Picture): void {
  switch (shape.kind) {
    case "rect":
      brush.fillStyle = shape.fill;
      brush.fillRect(shape.x, shape.y, shape.width, shape.height);
      break;
    case "line":
      paintLine(brush, shape, picture);
      break;
    case "text":
      brush.fillStyle = shape.fill;
      brush.font = `${shape.isBold ? "600 " : ""}${shape.size}px ${themeFont()}`;
      brush.textAlign = shape.anchor === "middle" ? "center" : shape.anchor;
      brush.fillText(shape.text, shape.x, shape.y);
  }
}

function paintLine(brush: CanvasRenderingContext2D, shape: Shape & { readonly kind: "line" }, { plot }: Picture): void {
  if (shape.isClipped) {
    brush.beginPath();
    brush.rect(plot.x, plot.y, plot.width, plot.height);
    brush.clip();
  }
  brush.strokeStyle = shape.stroke;
  brush.lineWidth = shape.width;
  brush.globalAlpha = shape.alpha;
  brush.lineCap = brush.lineJoin = "round";
  brush.setLineDash(shape.isDashed ? [7, 5] : []);
  brush.stroke(pathOf(shape.points));
}

function pathOf(points: readonly number[]): Path2D {
  const path = new Path2D();
  let isBroken = true;
  for (let index = 0; index < points.length; index += 2) {
    const [x, y] = [points[index] ?? NaN, points[index + 1] ?? NaN];
    if (Number.isNaN(x + y)) {
      isBroken = true;
      continue;
    }
    if (isBroken) {
      path.moveTo(x, y);
    }
    isBroken = false;
    path.lineTo(x, y);
  }
  return path;
}
