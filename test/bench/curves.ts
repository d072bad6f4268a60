import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Page } from "playwright-core";
import { closeSharedBrowser, sharedBrowser } from "../support/vscodeBrowser";
import { markedTable } from "./markedTable";
import { roundsOf } from "./rounds";
import type { Body, Frames } from "./curvesInPage";
import { drawCurves, panCurves } from "./curvesInPage";

const RUNS = 10;
const METRICS = 20;
const POINTS = 10_000;
const HEAD = ["Curves", "Drawn after", "Frame: median", "95 of 100", "Longest", "Charts in sight"];
const FRAMES = 120;
const TRIES = 3;
const SIZE = { width: 1280, height: 800 };
const TYPES: Readonly<Record<string, string>> = { ".js": "text/javascript", ".css": "text/css", ".ttf": "font/ttf" };

interface Drawn {
  /** From the first message to the frame with all charts that are in sight. */
  readonly ms: number;
  readonly frames: Frames;
}

/** Draws the curves of ten runs on the page of a comparison, as it is shipped, and moves what is shown. Prints and writes a table. */
export async function benchCurves(): Promise<void> {
  if (process.argv.includes("--no-curves")) {
    return;
  }
  const server = await serve();
  try {
    const rows = [await rowOf(server, 0), await rowOf(server, 0.8)];
    const table = markedTable({ head: HEAD, rows, compared: [1, 2] }, "CONTRIBUTING.md");
    console.log(
      `\n${RUNS} runs of ${METRICS} metrics of ${POINTS} points, in a window of ${SIZE.width} × ${SIZE.height}\n`,
    );
    console.log(table);
    await writeFile(join(__dirname, "curves.md"), table);
  } finally {
    server.close();
    server.closeAllConnections();
    await closeSharedBrowser();
  }
}

/** Of several tries, the one that took the middle time. */
async function rowOf(server: Server, smoothing: number): Promise<readonly string[]> {
  const tries: Drawn[] = [];
  for (let count = 0; count < roundsOf(TRIES); count++) {
    tries.push(await measure(server, smoothing));
  }
  const { ms, frames } = tries.toSorted((one, other) => one.ms - other.ms)[tries.length >> 1]!;
  const cells = [ms, frames.median, frames.most, frames.longest].map((time) => `${time.toFixed(0)} ms`);
  return [smoothing === 0 ? "Curves as they are" : `Curves, smoothed by ${smoothing}`, ...cells, `${frames.charts}`];
}

async function measure(server: Server, smoothing: number): Promise<Drawn> {
  const context = await (await sharedBrowser()).newContext({ viewport: SIZE });
  try {
    await context.addInitScript("globalThis.__name ??= (value) => value");
    const page = await context.newPage();
    const curves = { isOpen: true, smoothing };
    await page.addInitScript(
      `const state = ${JSON.stringify({ choices: { curves } })};
      globalThis.acquireVsCodeApi = () => ({ postMessage() {}, getState: () => state, setState() {} });`,
    );
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return await inPage(page);
  } finally {
    await context.close();
  }
}

async function inPage(page: Page): Promise<Drawn> {
  const body = page.locator("body");
  const ms = await body.evaluate<number, { runs: number; metrics: number; points: number }, Body>(drawCurves, {
    runs: RUNS,
    metrics: METRICS,
    points: POINTS,
  });
  return { ms, frames: await body.evaluate<Frames, number, Body>(panCurves, FRAMES) };
}

/** The page's own files, and a document as VS Code has it around them. */
function serve(): Promise<Server> {
  const folder = join("dist", "web");
  const document = `<!doctype html><html><head><link rel="stylesheet" href="/comparePage.css">
    <script type="module" src="/comparePage.js"></script></head><body class="vscode-dark"></body></html>`;
  const server = createServer(({ url = "/" }, response) => {
    response.setHeader("content-type", TYPES[extname(url)] ?? "text/html");
    try {
      response.end(url === "/" ? document : readFileSync(join(folder, url)));
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
