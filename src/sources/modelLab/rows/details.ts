import { formatBytes, formatCount, formatDuration, formatMetric } from "../../../text/formatNumbers";
import type { Introduction } from "../../contract/mentions";
import type { RankingEntry } from "../../metrics/rankings";
import type { ModelLabEntry, ProjectFileEntry, RunFileEntry } from "./entries";
import { UNKNOWN_TIME } from "../wire/model";
import type { MetricSummary } from "../wire/runs/keptMetrics";
import type { KeyValue } from "../wire/runs/keyValues";
import type { Project, Run } from "../wire/model";
import type { EntryDetails, Fact, FactTable } from "../../contract/entry";

/** Words an owner, whom the user may have given a name. */
type OwnerText = (ownerId: string | undefined) => string | undefined;

export function detailsOf(
  entry: Exclude<ModelLabEntry, RankingEntry>,
  ownerText: OwnerText = (id) => id,
): EntryDetails {
  switch (entry.kind) {
    case "project":
      return projectDetails(entry.project, ownerText);
    case "run":
      return runDetails(entry.run, ownerText);
    case "projectListing":
      return { description: "Every file of the project, as the service lists them.", facts: [], tables: [] };
    case "directory":
    case "file":
      return runFileDetails(entry);
    case "projectDirectory":
    case "projectFile":
      return projectFileDetails(entry);
  }
}

/** Introduces a run where it is only mentioned, by its state and its metrics. */
export function introduceRun(run: Run): Introduction {
  const facts: Fact[] = [
    { label: "Status", text: run.status },
    ...timeFact("Started", run.startedAt),
    ...(run.durationSeconds === undefined ? [] : [{ label: "Duration", text: formatDuration(run.durationSeconds) }]),
    { label: "ID", text: run.id },
  ];
  return {
    name: run.name,
    details: { description: run.description, facts, tables: [metricTable(run.metrics.list())] },
  };
}

function projectDetails(project: Project, ownerText: OwnerText): EntryDetails {
  const facts: Fact[] = [
    ...timeFact("Updated", project.updatedAt),
    ...timeFact("Created", project.createdAt),
    ...tagFacts(project.tags),
    ...textFact("Owner", ownerText(project.ownerId)),
    ...textFact("Storage", project.storageLocation),
    { label: "ID", text: project.id },
  ];
  return { description: project.description, facts, tables: [] };
}

function runDetails(run: Run, ownerText: OwnerText): EntryDetails {
  const facts: Fact[] = [
    { label: "Status", text: run.status },
    ...timeFact("Started", run.startedAt),
    ...timeFact("Ended", run.completedAt),
    ...(run.durationSeconds === undefined ? [] : [{ label: "Duration", text: formatDuration(run.durationSeconds) }]),
    ...tagFacts(run.tags),
    ...textFact("Owner", ownerText(run.ownerId)),
    ...textFact("Storage", run.artifactLocation),
    { label: "ID", text: run.id },
  ];
  return {
    description: run.description,
    facts,
    tables: [metricTable(run.metrics.list()), paramTable(run.params.list())],
  };
}

function metricTable(metrics: readonly MetricSummary[]): FactTable {
  const cell = (value: number | undefined) => (value === undefined ? "" : formatMetric(value));
  return {
    title: "Metrics",
    columns: ["Metric", "Latest", "Min", "Max", "Mean"],
    rows: metrics.map((metric) => [
      metric.key,
      cell(metric.latest),
      cell(metric.min),
      cell(metric.max),
      cell(metric.mean),
    ]),
  };
}

function paramTable(params: readonly KeyValue[]): FactTable {
  return { title: "Parameters", columns: ["Parameter", "Value"], rows: params.map(({ key, value }) => [key, value]) };
}

function runFileDetails(entry: RunFileEntry): EntryDetails {
  const facts: Fact[] = [{ label: "Path", text: entry.path }, ...sizeFact(entry.size)];
  return { description: "", facts, tables: [] };
}

function projectFileDetails({ node }: ProjectFileEntry): EntryDetails {
  const facts: Fact[] = [
    { label: "Path in project", text: node.path },
    ...sizeFact(node.file?.size),
    ...timeFact("Created", node.file?.createdAt),
  ];
  return { description: "", facts, tables: [] };
}

function sizeFact(size: number | undefined): Fact[] {
  return size === undefined ? [] : [{ label: "Size", text: `${formatBytes(size)} (${formatCount(size)} bytes)` }];
}

function tagFacts(tags: readonly KeyValue[]): Fact[] {
  return tags.length === 0 ? [] : [{ label: "Tags", text: tags.map(({ key, value }) => `${key}:${value}`).join(", ") }];
}

export function textFact(label: string, text: string | undefined): Fact[] {
  return text === undefined || text === "" ? [] : [{ label, text }];
}

export function timeFact(label: string, at: number | undefined): Fact[] {
  return at === undefined || at === UNKNOWN_TIME ? [] : [{ label, at }];
}
