import { Disposable } from "vscode";

/** Rows are drawn again this often so that "12 min" stays true. Sends nothing. */
const REDRAW_MS = 60_000;

export function redrawTimes(redraw: () => void): Disposable {
  const timer = setInterval(redraw, REDRAW_MS);
  return new Disposable(() => clearInterval(timer));
}
