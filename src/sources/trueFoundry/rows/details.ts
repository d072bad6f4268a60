import { formatBytes, formatCount, formatDuration, formatMetric } from "../../../text/formatNumbers";
import type { MetricRange } from "../../contract/panelContent";
import type { RankingEntry } from "../../metrics/rankings";
import type { Introduction } from "../../contract/mentions";
import { withoutSignatures } from "../../../text/withoutSignatures";
import type { FileEntry, GroupEntry, TrueFoundryEntry } from "./entries";
import { durationOf, statusWord } from "./runStatus";
import type { Artifact, DataDirectory, MetadataItem, MlRepo, Run, Version } from "../wire/model";
import type { EntryDetails, Fact, FactTable } from "../../contract/entry";

export function detailsOf(entry: Exclude<TrueFoundryEntry, RankingEntry>): EntryDetails {
  switch (entry.kind) {
    case "repo":
      return repoDetails(entry.repo);
    case "group":
      return groupDetails(entry);
    case "artifact":
      return artifactDetails(entry.artifact);
    case "version":
      return versionDetails(entry.version);
    case "runs":
      return { description: `The runs of ${entry.repo.name}.`, facts: [], tables: [] };
    case "run":
      return runDetails(entry.run);
    case "directories":
      return { description: `Data of ${entry.repo.name} that has no versions.`, facts: [], tables: [] };
    case "dataDirectory":
      return directoryDetails(entry.directory);
    case "directory":
    case "file":
      return fileDetails(entry);
  }
}

/** Introduces a run where it is only mentioned. */
export function introduceRun(run: Run): Introduction {
  return { name: run.name, details: runDetails(run) };
}

function runDetails(run: Run): EntryDetails {
  const metrics = run.metrics.map(({ key, value, step }) => [
    key,
    value === undefined ? "" : formatMetric(value),
    step === undefined ? "" : formatCount(step),
  ]);
  const params = run.params.map(({ key, value }) => [key, withoutSignatures(value)]);
  const tables: FactTable[] = [
    { title: "Metrics", columns: ["Metric", "Latest", "Step"], rows: metrics },
    { title: "Parameters", columns: ["Parameter", "Value"], rows: params },
  ];
  return { description: run.description, facts: [...tagFact(run), ...runFacts(run)], tables };
}

function tagFact({ tags }: Run): Fact[] {
  return textFact("Tags", tags.map(({ key, value }) => `${key}:${value}`).join(", "));
}

/** Without tags, which stand apart on a page. */
export function runFacts(run: Run): readonly Fact[] {
  const duration = durationOf(run);
  return [
    ...textFact("Status", run.isArchived ? `${statusWord(run)}, archived` : statusWord(run)),
    ...timeFact("Started", run.startedAt),
    ...timeFact("Ended", run.endedAt),
    ...textFact("Duration", duration === undefined ? "" : formatDuration(duration)),
    ...textFact("FQN", run.fqn),
    ...textFact("Created by", run.createdBy),
    ...textFact("Artifacts", withoutSignatures(run.artifactUri)),
    { label: "ID", text: run.id },
  ];
}

function directoryDetails(directory: DataDirectory): EntryDetails {
  const facts: Fact[] = [
    ...textFact("FQN", directory.fqn),
    ...textFact("Created by", directory.createdBy),
    ...timeFact("Created", directory.createdAt),
    ...timeFact("Updated", directory.updatedAt),
    ...textFact("Source URI", withoutSignatures(directory.sourceUri)),
    { label: "ID", text: directory.id },
  ];
  return { description: directory.description, facts, tables: [metadataTable(directory.metadata)] };
}

export function introduceArtifact(artifact: Artifact): Introduction {
  return { name: artifact.name, details: artifactDetails(artifact) };
}

export function introduceVersion(version: Version): Introduction {
  return { name: version.fqn, details: versionDetails(version) };
}

function repoDetails(repo: MlRepo): EntryDetails {
  const facts: Fact[] = [
    ...timeFact("Created", repo.createdAt),
    ...textFact("Created by", repo.createdBy),
    ...textFact("Tenant", repo.tenant),
    ...textFact("Storage", repo.storageIntegration),
    ...countFact("Runs", repo.runs),
    ...countFact("Datasets", repo.datasets),
    ...textFact("Holds", repo.counts.map(({ type, count }) => `${type}: ${formatCount(count)}`).join(", ")),
    { label: "ID", text: repo.id },
  ];
  return { description: repo.description, facts, tables: [] };
}

function groupDetails({ type, repo }: GroupEntry): EntryDetails {
  const noun = type === "model" ? "models" : "artifacts";
  return { description: `The ${noun} of ${repo.name}.`, facts: [], tables: [] };
}

function artifactDetails(artifact: Artifact): EntryDetails {
  const { latestVersion: latest } = artifact;
  const facts: Fact[] = [
    ...textFact("FQN", artifact.fqn),
    ...textFact("Latest version", latest === undefined ? "" : String(latest)),
    ...timeFact("Updated", artifact.updatedAt),
    ...timeFact("Created", artifact.createdAt),
    ...textFact("Created by", artifact.createdBy),
    { label: "ID", text: artifact.id },
  ];
  return { description: "", facts, tables: [] };
}

function versionDetails(version: Version): EntryDetails {
  const facts = versionFacts(version);
  const metrics = version.metrics.length === 0 ? [] : [metricTable(version.metrics)];
  const tables = [...metrics, metadataTable(version.metadata)];
  return { description: version.description, facts, tables };
}

/** Without metadata, which is a table of its own. */
export function versionFacts(version: Version): readonly Fact[] {
  return [
    ...textFact("FQN", version.fqn),
    ...textFact("Version", version.number === undefined ? "" : String(version.number)),
    ...textFact("Alias", version.alias),
    ...textFact("Tags", version.tags.join(", ")),
    ...countFact("Step", version.step),
    ...textFact("Run", version.runId),
    ...textFact("Framework", version.framework),
    ...textFact("Python", version.pythonVersion),
    ...textFact("Packages", version.packages.join(", ")),
    ...textFact("Created by", version.createdBy),
    ...timeFact("Created", version.createdAt),
    ...timeFact("Updated", version.updatedAt),
    ...textFact("Source type", version.sourceType),
    ...textFact("Source URI", withoutSignatures(version.sourceUri)),
    { label: "ID", text: version.id },
  ];
}

function metricTable(metrics: readonly MetricRange[]): FactTable {
  const rows = metrics.map(({ key, latest }) => [key, latest === undefined ? "" : formatMetric(latest)]);
  return { title: "Metrics", columns: ["Metric", "Latest"], rows };
}

function metadataTable(metadata: readonly MetadataItem[]): FactTable {
  const rows = metadata.map(({ key, value }) => [key, withoutSignatures(value)]);
  return { title: "Metadata", columns: ["Name", "Value"], rows };
}

function fileDetails({ path, size, modifiedAt }: FileEntry): EntryDetails {
  const sizeText = size === undefined ? "" : `${formatBytes(size)} (${formatCount(size)} bytes)`;
  const facts: Fact[] = [
    { label: "Path", text: path },
    ...textFact("Size", sizeText),
    ...timeFact("Modified", modifiedAt),
  ];
  return { description: "", facts, tables: [] };
}

function textFact(label: string, text: string): Fact[] {
  return text === "" ? [] : [{ label, text }];
}

function countFact(label: string, count: number | undefined): Fact[] {
  return count === undefined ? [] : [{ label, text: formatCount(count) }];
}

function timeFact(label: string, at: number | undefined): Fact[] {
  return at === undefined ? [] : [{ label, at }];
}
