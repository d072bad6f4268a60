import { metricHistory, metricKeysOf, type MetricPoint } from "../repos/runCurves";
import type { SampleRequest, SampleResponse } from "../server/exchange";
import { countInput, missingInput, recordBody, textListField } from "../server/jsonInput";
import { pythonJson } from "../server/pythonJson";
import type { Route } from "../server/routes";
import { runOf, type Hub } from "./hub";
import { textParam } from "./listPage";

/** Whole curves: of one metric, or of several at once. */
export function metricOperations(hub: Hub): Route[] {
  return [
    {
      method: "GET",
      pattern: "/runs/{id}/metrics/history",
      answer: ({ request, param }) => oneHistory(hub, param("id"), request),
    },
    {
      method: "POST",
      pattern: "/runs/{id}/metrics/list",
      answer: ({ request, param }) => severalHistories(hub, param("id"), request),
    },
  ];
}

function oneHistory(hub: Hub, id: string, { query }: SampleRequest): SampleResponse {
  const key = textParam(query, "metric_key");
  if (key === undefined) {
    throw missingInput(["query", "metric_key"]);
  }
  return { status: 200, jsonText: pythonJson({ metrics: historyOf(hub, id, key) ?? [] }) };
}

/** All metrics of the run when no keys are named; one step of each when one is. */
function severalHistories(hub: Hub, id: string, request: SampleRequest): SampleResponse {
  const body = recordBody(request);
  const { course } = runOf(hub, id);
  const all = course === undefined ? [] : metricKeysOf(course);
  const keys = body["metric_keys"] === undefined ? all : textListField(body, "metric_keys");
  const step = body["step"] === undefined ? undefined : countInput(body["step"], ["body", "step"]);
  const collections = keys.flatMap((key) => {
    const metrics = historyOf(hub, id, key)?.filter((point) => step === undefined || point.step === step);
    return metrics === undefined ? [] : [{ key, metrics }];
  });
  return { status: 200, jsonText: pythonJson({ metric_collections: collections }) };
}

function historyOf(hub: Hub, id: string, key: string): readonly MetricPoint[] | undefined {
  const { course } = runOf(hub, id);
  return course && metricHistory(course, key, hub.now());
}
