import type { SampleServer } from "../../../src/sample/sampleServer";

/** Lets the server answer for runs that are asked for by their ids, until what is returned is called. */
export function answerRuns(server: SampleServer, attributesOf: (index: number) => object): () => void {
  return server.respondWith(({ path, query }) => {
    const ids = query.get("filter[id]")?.split(",");
    if (!path.endsWith("/runs") || ids === undefined) return undefined;
    const data = ids.map((id, index) => ({
      id,
      type: "runs",
      attributes: { ...ATTRIBUTES, ...attributesOf(index) },
    }));
    return { status: 200, body: { data, meta: { page: { total: ids.length } } } };
  });
}

/** A run of so many parameters and metrics, each third parameter and all metrics but the first its own. */
export function largeRun(run: number, size: { readonly params: number; readonly metrics: number }): object {
  return {
    name: `large-${run}`,
    params: numbers(size.params).map((index) => ({
      key: `param-${index}`,
      value: String(index % 3 === 0 ? run : index),
    })),
    metric_summaries: numbers(size.metrics).map((index) => {
      const start = index === 0 ? 0 : run;
      return {
        key: `loss/metric-${index}`,
        count: 100,
        min: start,
        max: start + index + 2,
        mean: start + 1,
        latest: start + 0.5,
      };
    }),
  };
}

const ATTRIBUTES = {
  name: "run",
  description: "",
  project_id: 2387,
  status: "completed",
  started_at: "2026-01-01T00:00:00Z",
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
  has_children: false,
  is_pinned: false,
  descendant_match: false,
  mlflow_artifact_location: "",
  tags: [],
  params: [],
  metric_summaries: [],
};

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
