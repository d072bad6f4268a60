import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Worker, isMainThread, parentPort } from "node:worker_threads";
import { OpenTable } from "../../src/runTable/openTable";
import { EMPTY_LAYOUT } from "../../src/runTable/tableLayout";
import type { ArtifactSource } from "../../src/sources/contract/source";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";

const RUNS = 10_000;
const PARAMS = 100;
const METRICS = 22;
const PAGE = 100;
const API = "/api/v2/model-lab-api";

/** What a straight script keeps. */
interface PlainPage {
  readonly data: readonly object[];
}

/** A run of many parameters, a third of which differ from run to run, and metrics that all do. */
function runOf(run: number): object {
  const params = Array.from({ length: PARAMS }, (_, at) => ({
    key: `param-${at}`,
    value: String(at % 3 ? at : run / 7),
  }));
  const metrics = Array.from({ length: METRICS }, (_, at) => {
    const latest = (run + 1) / (at + 3);
    return {
      key: `eval/metric-${at}`,
      count: 100,
      min: latest - 1,
      max: latest + 1,
      mean: latest,
      latest,
      last_step: run,
    };
  });
  const at = new Date(Date.UTC(2026, 0, 1) + run * 60_000).toISOString();
  const times = { created_at: at, started_at: at, updated_at: at, completed_at: at, duration: run };
  const facts = { name: `run-${run}`, project_id: "1", status: "completed", ...times };
  return { id: String(run + 1), type: "runs", attributes: { ...facts, params, tags: [], metric_summaries: metrics } };
}

/** Answers in a thread of its own, so that its work is not measured as ours. */
function serve(): void {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const page = Number(url.searchParams.get("page[number]") ?? 0);
    const last = RUNS / PAGE - 1;
    const data = url.pathname.endsWith("/runs")
      ? Array.from({ length: PAGE }, (_, index) => runOf(page * PAGE + index))
      : [{ id: "1", type: "projects", attributes: { name: "many runs" } }];
    const meta = { page: { number: page, total: RUNS, last_number: last, next_number: page < last ? page + 1 : null } };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ data, meta: data.length === 1 ? { page: { total: 1, next_number: null } } : meta }));
  });
  server.listen(0, "127.0.0.1", () => parentPort?.postMessage((server.address() as AddressInfo).port));
}

async function loadTable(source: ArtifactSource): Promise<{ readonly open: OpenTable; readonly first: number }> {
  const signal = new AbortController().signal;
  const [project] = (await source.sections(undefined)[0]!.load(undefined, { signal })).items;
  const start = performance.now();
  let first = 0;
  const onDidChange = () => (first ||= open.table.data.size > 0 ? performance.now() - start : 0);
  const [tables, values] = [source.runTables!, {}];
  const open: OpenTable = new OpenTable({ source, tables, entry: project!, values, layout: EMPTY_LAYOUT, onDidChange });
  await open.goOn();
  if (open.table.data.size !== RUNS) {
    throw new Error(`${open.table.data.size} runs came instead of ${RUNS}.`);
  }
  return { open, first };
}

async function fetchAll(origin: string): Promise<readonly object[]> {
  const runs: object[] = [];
  for (let page = 0; page < RUNS / PAGE; page++) {
    const answer = (await (await fetch(`${origin}${API}/runs?page[number]=${page}`)).json()) as PlainPage;
    runs.push(...answer.data);
  }
  return runs;
}

/** Bytes of the heap and of plain arrays, which are kept beside it. */
async function settledMemory(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setImmediate(resolve));
    globalThis.gc?.();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function measured<T>(
  make: () => Promise<T>,
): Promise<{ readonly made: T; readonly ms: number; readonly bytes: number }> {
  const before = await settledMemory();
  const start = performance.now();
  const made = await make();
  const ms = performance.now() - start;
  return { made, ms, bytes: (await settledMemory()) - before };
}

/** A table of 10,000 runs of 100 parameters and 22 metrics: until the first rows, until all, and what it takes to keep. */
async function main(): Promise<void> {
  const server = new Worker(__filename);
  const port = await new Promise<number>((resolve) => server.once("message", resolve));
  const origin = `http://127.0.0.1:${port}`;
  const site = { id: "bench", name: "Bench", baseUrl: origin, keyPages: {} };
  const keys = { apiKey: "a", appKey: "b" };
  const source = MODEL_LAB.connect(site, keys, { userAgent: "bench", proxy: {}, log: () => undefined });
  // The HTTP library and the code are warm then.
  await loadTable(source);
  const ours = await measured(() => loadTable(source));
  const other = await measured(() => fetchAll(origin));
  const firstPage = performance.now();
  await fetch(`${origin}${API}/runs?page[number]=0`).then((answer) => answer.json());
  const page = performance.now() - firstPage;
  console.log(
    JSON.stringify({
      first: { ours: ours.made.first, other: page },
      time: { ours: ours.ms, other: other.ms },
      memory: { ours: ours.bytes, other: other.bytes },
    }),
  );
  source.dispose();
  await server.terminate();
}

if (isMainThread) {
  void main();
} else {
  serve();
}
