import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/**
 * A Model Lab with one project of many runs and many files, as large as real ones, in a process of its own. Its argument says how
 * late it answers, in ms, and how much there is.
 */
const { delayMs, runs, files } = JSON.parse(process.argv[2] ?? "{}") as Record<"delayMs" | "runs" | "files", number>;
const PAGE = 100;
const STARTED = Date.parse("2025-03-01T08:00:00Z");

interface Data {
  readonly pages: readonly Buffer[];
  readonly files: Buffer;
}

/** Below /warm, some of it: for what loads its code before it is measured. */
const WARM = dataOf(PAGE, 10);
const ALL = dataOf(runs, files);

function dataOf(runCount: number, fileCount: number): Data {
  const listed = Array.from({ length: fileCount }, (_, index) => fileOf(index)).join();
  return {
    pages: Array.from({ length: Math.ceil(runCount / PAGE) }, (_, number) => pageOf(number, runCount)),
    files: Buffer.from(`{"data":{"id":"1","type":"project_files","attributes":{"files":[${listed}]}}}`),
  };
}

/** Some 190 bytes, as the service writes it. */
function fileOf(index: number): string {
  const step = `checkpoint-${Math.floor(index / 10) % 200}`;
  const name = `part-${String(index % 10).padStart(5, "0")}-of-00010.safetensors`;
  const run = (0x5f635a00 + Math.floor(index / 2000)).toString(16).repeat(4);
  return JSON.stringify({
    filename: name,
    artifact_path: `${run}/artifacts/${step}/${name}`,
    created_at: new Date(STARTED + index * 1000).toISOString(),
    file_size: 4_000_000 + index,
  });
}

/** Some 0.7 MB: 100 params and 22 metrics a run. */
function pageOf(number: number, total: number): Buffer {
  const data = Array.from({ length: Math.min(PAGE, total - number * PAGE) }, (_, index) =>
    runOf(number * PAGE + index),
  );
  const next = (number + 1) * PAGE < total ? number + 1 : null;
  const page = { type: "number_size", number, size: PAGE, total, next_number: next, prev_number: null };
  return Buffer.from(JSON.stringify({ data, meta: { page } }));
}

function runOf(index: number): object {
  const time = new Date(STARTED + index * 60_000).toISOString();
  const params = Array.from({ length: 100 }, (_, at) => ({ key: `training.param_${at}`, value: `${index + at}` }));
  const metrics = Array.from({ length: 22 }, (_, at) => ({
    key: `eval/metric_${at}`,
    count: 500,
    min: at / 7,
    max: at + index / 3,
    mean: at + index / 7,
    latest: at + index / 9,
    stddev: 0.123456789,
    first_step: 0,
    last_step: 5000,
  }));
  const attributes = {
    name: `qlora-r8-lr${index}`,
    description: "",
    project_id: 1,
    status: "completed",
    started_at: time,
    created_at: time,
    updated_at: time,
    completed_at: time,
    duration: 1234.5,
    has_children: false,
    is_pinned: false,
    descendant_match: false,
    mlflow_artifact_location: `mlflow-artifacts:///1/${index}/artifacts`,
    tags: [{ key: "model", value: "qwen3" }],
    params,
    metric_summaries: metrics,
  };
  return { id: String(index), type: "runs", attributes };
}

const PROJECT = {
  id: "1",
  type: "projects",
  attributes: {
    name: "bench",
    description: "",
    created_at: "2025-03-01T08:00:00Z",
    updated_at: "2025-03-01T08:00:00Z",
  },
};
const PROJECTS_PAGE = { type: "number_size", number: 0, size: 100, total: 1, next_number: null, prev_number: null };

function answerOf(url: URL): Buffer {
  const data = url.pathname.startsWith("/warm/") ? WARM : ALL;
  if (url.pathname.endsWith("/projects/1/artifacts")) {
    return data.files;
  }
  if (url.pathname.endsWith("/projects")) {
    return Buffer.from(JSON.stringify({ data: [PROJECT], meta: { page: PROJECTS_PAGE } }));
  }
  return data.pages[Number(url.searchParams.get("page[number]") ?? 0)] ?? Buffer.from("{}");
}

async function answer(path: string, response: ServerResponse): Promise<void> {
  if (delayMs > 0) {
    await delay(delayMs);
  }
  const bytes = answerOf(new URL(path, "http://x"));
  response.writeHead(200, { "content-type": "application/json", "content-length": bytes.length });
  response.end(bytes);
}

const server = createServer((request, response) => void answer(request.url ?? "/", response));
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
