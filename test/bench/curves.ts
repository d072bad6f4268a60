import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Page } from "playwright-core";
import { closeSharedBrowser, sharedBrowser } from "../support/vscodeBrowser";
import type { Body, Frames } from "./curvesInPage";
import { drawCurves, panCurves } from "./curvesInPage";

const RUNS = 10;
const METRICS = 20;
const POINTS = 10_000;
const FRAMES = 120;
const TRIES = 3;
const SIZE = { width: 1280, height: 800 };
const TYPES: Readonly<Record<string, string>> = { ".js": "text/javascript", ".css": "text/css", ".ttf": "font/ttf" };

interface Drawn {
  /** From the first message to the frame with all charts that are in sight. */
  readonly ms: number;
  readonly frames: Frames;
}

/** Draws the curves of ten runs on the page of a comparison, as it is shipped, and moves what is shown. Prints a table. */
export async function benchCurves(): Promise<void> {
  const server = await serve();
  try {
    console.log(
      `\n${RUNS} runs of ${METRICS} metrics of ${POINTS} points, in a window of ${SIZE.width} × ${SIZE.height}\n`,
    );
    console.log("| Smoothing | Drawn after | Frame: median | 95 of 100 | longest | Charts in sight |");
    console.log("| --------: | ----------: | ------------: | --------: | ------: | --------------: |");
    for (const smoothing of [0, 0.8]) {
      const tries: Drawn[] = [];
      for (let count = 0; count < TRIES; count++) tries.push(await measure(server, smoothing));
      const { ms, frames } = tries.toSorted((one, other) => one.ms - other.ms)[Math.floor(TRIES / 2)]!;
      const cells = [frames.median, frames.most, frames.longest].map((time) => `${time.toFixed(0)} ms`);
      console.log(`| ${smoothing} | ${ms.toFixed(0)} ms | ${cells.join(" | ")} | ${frames.charts} |`);
    }
  } finally {
    server.close();
    server.closeAllConnections();
    await closeSharedBrowser();
  }
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
