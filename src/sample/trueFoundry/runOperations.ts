import { metricKeysOf } from "../repos/runCurves";
import type { TrackedRun } from "../repos/trackedRuns";
import type { SampleRequest, SampleResponse } from "../server/exchange";
import { countInput, invalidInput, missingInput, recordBody, textField, textListField } from "../server/jsonInput";
import { pythonJson } from "../server/pythonJson";
import type { Route } from "../server/routes";
import { repoOf, runOf, type Hub } from "./hub";
import { textParam } from "./listPage";
import { pageStart, pageToken } from "./pageToken";
import { runFilter, runOrder } from "./runFilter";
import { runFqn, runShape } from "./runShape";

const DEFAULT_RESULTS = 1000;
const MOST_RESULTS = 1000;

export function runOperations(hub: Hub): Route[] {
  const change = (pattern: string, method: string, apply: (run: TrackedRun) => void): Route => ({
    method,
    pattern,
    answer: ({ param }) => {
      apply(runOf(hub, param("id")));
      return { status: 200, json: {} };
    },
  });
  return [
    { method: "POST", pattern: "/runs/search", answer: ({ request }) => searchRuns(hub, request) },
    { method: "GET", pattern: "/runs/columns", answer: ({ request }) => columnsOf(hub, request) },
    { method: "GET", pattern: "/runs/{id}", answer: ({ param }) => getRun(hub, param("id")) },
    change("/runs/{id}/archive", "POST", (run) => hub.runs.archive(run)),
    change("/runs/{id}/restore", "POST", (run) => hub.runs.restore(run)),
    change("/runs/{id}", "DELETE", (run) => hub.runs.delete(run)),
  ];
}

function getRun(hub: Hub, id: string): SampleResponse {
  return { status: 200, jsonText: pythonJson({ run: runShape(hub, runOf(hub, id)) }) };
}

type Body = ReturnType<typeof recordBody>;

function searchRuns(hub: Hub, request: SampleRequest): SampleResponse {
  const body = recordBody(request);
  const found = sortedRuns(hub, body, wantedRuns(hub, body));
  const listing = { versionId: JSON.stringify({ ...body, page_token: "", max_results: 0 }), directory: "runs" };
  const start =
    pageStart(textField(body, "page_token"), listing) || countInput(body["offset"] ?? 0, ["body", "offset"]);
  const limit = Math.min(countInput(body["max_results"] ?? DEFAULT_RESULTS, ["body", "max_results"]), MOST_RESULTS);
  const end = start + limit;
  return {
    status: 200,
    jsonText: pythonJson({
      runs: found.slice(start, end).map((run) => runShape(hub, run)),
      total: found.length,
      next_page_token: end < found.length ? pageToken(listing, end) : undefined,
    }),
  };
}

function wantedRuns(hub: Hub, body: Body): TrackedRun[] {
  const ids = textListField(body, "experiment_ids");
  const [fqn, name] = [textField(body, "fqn"), textField(body, "name")];
  const isWanted = runFilter(textField(body, "filter") ?? "", hub.now());
  const isSeen = seenBy(hub, textField(body, "run_view_type") ?? "ACTIVE_ONLY");
  return hub.stock.repos
    .filter(({ id }) => ids.includes(id))
    .flatMap((repo) => hub.runs.of(repo))
    .filter((run) => isSeen(run) && isWanted(run))
    .filter((run) => fqn === undefined || runFqn(run) === fqn)
    .filter((run) => name === undefined || run.name === name);
}

function seenBy({ runs }: Hub, view: string): (run: TrackedRun) => boolean {
  switch (view) {
    case "ACTIVE_ONLY":
      return (run) => !runs.isArchived(run);
    case "DELETED_ONLY":
      return (run) => runs.isArchived(run);
    case "ALL":
      return () => true;
    default:
      throw invalidInput(["body", "run_view_type"], "Input should be 'ACTIVE_ONLY', 'DELETED_ONLY' or 'ALL'", "enum");
  }
}

/** The newest first, as far as nothing else is asked for. */
function sortedRuns(hub: Hub, body: Body, runs: TrackedRun[]): TrackedRun[] {
  const orders = body["order_by"] === undefined ? [] : textListField(body, "order_by");
  const compares = orders.map((order) => runOrder(order, hub.now()));
  return runs.sort(
    (a, b) => compares.map((compare) => compare(a, b)).find((result) => result !== 0) ?? b.createdAt - a.createdAt,
  );
}

function columnsOf(hub: Hub, { query }: SampleRequest): SampleResponse {
  const id = textParam(query, "experiment_id");
  if (id === undefined) {
    throw missingInput(["query", "experiment_id"]);
  }
  const runs = hub.runs.of(repoOf(hub, id));
  const namesIn = (names: (run: TrackedRun) => readonly string[]): string[] => [...new Set(runs.flatMap(names))].sort();
  return {
    status: 200,
    json: {
      columns: {
        metric_names: namesIn(({ course }) => (course === undefined ? [] : metricKeysOf(course))),
        param_names: namesIn(({ params }) => params.map(([key]) => key)),
        tag_names: namesIn(({ tags }) => tags.map(([key]) => key)),
      },
    },
  };
}
