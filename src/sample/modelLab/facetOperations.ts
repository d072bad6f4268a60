import type { SampleResponse } from "../server/exchange";
import type { Route } from "../server/routes";
import { metricSummaries, type MetricSummary } from "../team/records/metrics";
import { paramsOf } from "../team/records/paramsOf";
import { statusAt } from "../team/records/progress";
import type { RunRecord, Tag } from "../team/records/records";
import { operation, projectOf, type Lab } from "./operation";
import { badParameter } from "./problem";
import { oneOf, requiredText } from "./query";

const FACET_TYPES = ["parameter", "attribute", "tag", "metric"] as const;
const MOST_VALUES = 100;

export function facetOperations(lab: Lab): Route[] {
  const projectTags = (): Tag[] => lab.team.projects.flatMap((project) => project.tags);
  return [
    operation("GET", "/project-facet-keys", () =>
      facetKeys({ metrics: null, parameters: [], tags: distinct(projectTags().map(([key]) => key)) }),
    ),
    operation("GET", "/project-facet-values", ({ request: { query } }) => {
      oneOf(requiredText(query, "facet_type"), ["tag"], "facet_type");
      const name = requiredText(query, "facet_name");
      return facetValues("tag", name, { values: valuesOf(projectTags(), name) });
    }),
    operation("GET", "/facet-keys", ({ request: { query } }) => {
      const runs = runsOfFacets(lab, query);
      const metrics = distinct(runs.flatMap((run) => metricSummaries(run, lab.now()).map(({ key }) => key)));
      return facetKeys({
        metrics: metrics.length === 0 ? null : metrics,
        parameters: distinct(runs.flatMap((run) => (paramsOf(run) ?? []).map(([key]) => key))),
        tags: distinct(runs.flatMap((run) => run.tags.map(([key]) => key))),
      });
    }),
    operation("GET", "/facet-values", ({ request: { query } }) => {
      const runs = runsOfFacets(lab, query);
      const type = oneOf(requiredText(query, "facet_type"), FACET_TYPES, "facet_type");
      const name = requiredText(query, "facet_name");
      return facetValues(type, name, runFacet(lab, runs, type, name));
    }),
  ];
}

interface Facet {
  readonly values: readonly string[];
  readonly numeric_range?: { readonly min: number; readonly max: number } | undefined;
  readonly metric_stat_ranges?: readonly { readonly stat: string; readonly min: number; readonly max: number }[];
}

function runsOfFacets(lab: Lab, query: URLSearchParams): RunRecord[] {
  return lab.team.runsOf(projectOf(lab, requiredText(query, "filter[project_id]"), "filter[project_id]").id);
}

function runFacet(lab: Lab, runs: readonly RunRecord[], type: (typeof FACET_TYPES)[number], name: string): Facet {
  switch (type) {
    case "parameter":
      return numericFacet(
        valuesOf(
          runs.flatMap((run) => paramsOf(run) ?? []),
          name,
        ),
      );
    case "tag":
      return {
        values: valuesOf(
          runs.flatMap((run) => run.tags),
          name,
        ),
      };
    case "attribute":
      return { values: attributeValues(lab, runs, name) };
    case "metric":
      return metricFacet(runs.flatMap((run) => metricSummaries(run, lab.now())).filter(({ key }) => key === name));
  }
}

function attributeValues({ now }: Lab, runs: readonly RunRecord[], name: string): string[] {
  switch (name) {
    case "status":
      return distinct(runs.map((run) => statusAt(run, now())));
    case "owner_id":
      return distinct(runs.flatMap((run) => run.ownerId ?? []));
    case "name":
      return distinct(runs.map((run) => run.name));
    default:
      throw badParameter("facet_name", `unknown attribute "${name}"`);
  }
}

function numericFacet(values: readonly string[]): Facet {
  const isNumeric = values.length > 0 && values.every((value) => value !== "" && Number.isFinite(Number(value)));
  return isNumeric ? { values, numeric_range: rangeOf(values.map(Number)) } : { values };
}

function metricFacet(summaries: readonly MetricSummary[]): Facet {
  if (summaries.length === 0) {
    return { values: [], metric_stat_ranges: [] };
  }
  const stats = ["min", "max", "mean", "latest", "stddev"] as const;
  const ranges = stats.map((stat) => ({ stat, ...rangeOf(summaries.map((summary) => summary[stat])) }));
  return { values: [], numeric_range: rangeOf(summaries.map(({ latest }) => latest)), metric_stat_ranges: ranges };
}

function rangeOf(numbers: readonly number[]): { min: number; max: number } {
  return { min: Math.min(...numbers), max: Math.max(...numbers) };
}

function valuesOf(tags: readonly Tag[], key: string): string[] {
  return distinct(tags.filter((tag) => tag[0] === key).map(([, value]) => value)).slice(0, MOST_VALUES);
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function facetKeys(attributes: object): SampleResponse {
  return { status: 200, json: { data: { id: "facet_keys", type: "facet_keys", attributes } } };
}

function facetValues(facet_type: string, facet_name: string, facet: Facet): SampleResponse {
  const attributes = { facet_name, facet_type, ...facet };
  return { status: 200, json: { data: { id: facet_name, type: "facet_values", attributes } } };
}
