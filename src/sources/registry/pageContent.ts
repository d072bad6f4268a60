import { formatMetric } from "../../text/formatNumbers";
import type { MetricRange, PanelChart, PanelContent, Pair } from "../contract/panelContent";
import { isWebAddress } from "../shared/webAddress";
import type { ArtifactFacts } from "./rows/artifactFacts";
import { factsOf } from "./rows/artifactFacts";
import { isKnownType, TYPE_LOOKS } from "./rows/artifactTypes";
import { artifactFactList } from "./rows/details";
import { lineageGraph } from "./lineageGraph";
import type { RowIdsOf } from "./lineageGraph";
import type { Artifact, Cost, Rating, Score, StoredArtifact } from "./wire/model";
import { ARTIFACT } from "./rows/rows";
import type { Reports } from "./reports";
import { shownAddress } from "./rows/webAddress";
import type { Fact, FactTable } from "../contract/entry";

const NET_SCORE = "net_score";
const DEVICES: ReadonlyMap<string, string> = new Map([
  ["raspberry_pi", "Raspberry Pi"],
  ["jetson_nano", "Jetson Nano"],
  ["desktop_pc", "Desktop PC"],
  ["aws_server", "AWS server"],
]);
const UNIT_RANGE = { min: 0, max: 1 };

export function pageContent(stored: StoredArtifact, reports: Reports, rowIdsOf: RowIdsOf): PanelContent {
  const { artifact, sourceUrl } = stored;
  const { rating, lineage, costs, problems } = reports;
  const facts = factsOf(stored);
  const graph = lineage && lineageGraph(artifact, lineage, rowIdsOf);
  const names = new Map(lineage?.nodes.map(({ id, name }) => [id, name]));
  return {
    noun: isKnownType(artifact.type) ? TYPE_LOOKS[artifact.type].singular : artifact.type,
    title: artifact.name,
    above: [],
    summary: summaryOf(rating),
    description: "",
    facts: [...categoryFacts(artifact, rating), ...artifactFactList(artifact, facts)],
    tags: [],
    links: isWebAddress(sourceUrl) ? [{ title: "Source", url: sourceUrl }] : [],
    params: paramsOf(stored, rating),
    metrics: [...scoreMetrics(rating), ...costMetrics(costs.find(({ artifactId }) => artifactId === artifact.id))],
    tables: [...scoreTables(rating), ...costTables(artifact.id, costs, names)],
    charts: rating === undefined ? [] : chartsOf(rating),
    ...(graph && { graph }),
    texts: [],
    rowIds: rowIdsOf(artifact) ?? [],
    abilities: ARTIFACT,
    ...filesOf(artifact, facts),
    problems,
  };
}

function summaryOf(rating: Rating | undefined): readonly string[] {
  const net = rating?.scores.find(({ name }) => name === NET_SCORE);
  return net === undefined ? [] : [`net score ${formatMetric(net.value)}`];
}

/** None where there is no package, as the facts say. */
function filesOf({ type, id }: Artifact, { package: state }: ArtifactFacts): Pick<PanelContent, "files"> {
  return state.kind === "file" ? { files: ["artifact", type, id] } : {};
}

function categoryFacts(artifact: Artifact, rating: Rating | undefined): readonly Fact[] {
  const text = categoryOf(artifact, rating);
  return text === "" ? [] : [{ label: "Category", text }];
}

/** Empty where it says the type once more, as it does in registries that know no finer ones. */
function categoryOf({ type }: Artifact, rating: Rating | undefined): string {
  const category = rating?.category ?? "";
  return category.toLowerCase() === type ? "" : category;
}

/** Tells models apart, beside their numbers. */
function paramsOf({ artifact, sourceUrl }: StoredArtifact, rating: Rating | undefined): readonly Pair[] {
  const pairs = [
    { key: "type", value: artifact.type },
    { key: "category", value: categoryOf(artifact, rating) },
    { key: "source", value: shownAddress(sourceUrl) },
  ];
  return pairs.filter(({ value }) => value !== "");
}

/** Under the service's own names, by which they are known to those who compare. */
function scoreMetrics(rating: Rating | undefined): readonly MetricRange[] {
  const metric = (prefix: string, { name, value }: Score): MetricRange => ({
    key: prefix + name,
    latest: value,
    direction: "higher",
  });
  return [
    ...netFirst(rating?.scores ?? []).map((score) => metric("", score)),
    ...(rating?.sizeScores ?? []).map((score) => metric("size_score.", score)),
  ];
}

function costMetrics(cost: Cost | undefined): readonly MetricRange[] {
  const metric = (key: string, latest: number | undefined): readonly MetricRange[] =>
    latest === undefined ? [] : [{ key, latest, direction: "lower" }];
  return [...metric("total_cost", cost?.total), ...metric("standalone_cost", cost?.standalone)];
}

function scoreTables(rating: Rating | undefined): readonly FactTable[] {
  const scores = netFirst(rating?.scores ?? []);
  const sizes = rating?.sizeScores ?? [];
  const isTimed = scores.some(({ latency }) => latency !== undefined);
  return [
    {
      title: "Scores",
      columns: ["Score", "Value", ...(isTimed ? ["Latency"] : [])],
      rows: scores.map(({ name, value, latency }) => [
        inWords(name),
        formatMetric(value),
        ...(isTimed ? [numberText(latency)] : []),
      ]),
    },
    {
      title: "Size score by device",
      columns: ["Device", "Score"],
      rows: sizes.map(({ name, value }) => [inWords(name), formatMetric(value)]),
    },
  ].filter(({ rows }) => rows.length > 0);
}

/** The service says neither a currency nor a unit. What the artifact depends on is named by its lineage. */
function costTables(id: string, costs: readonly Cost[], names: ReadonlyMap<string, string>): readonly FactTable[] {
  const own = costs.filter(({ artifactId }) => artifactId === id);
  const others = costs.filter(({ artifactId }) => artifactId !== id).sort((a, b) => b.total - a.total);
  const isSplit = costs.some(({ standalone }) => standalone !== undefined);
  const rows = [...own, ...others].map(({ artifactId, total, standalone }) => [
    artifactId === id ? "This artifact" : (names.get(artifactId) ?? artifactId),
    formatMetric(total),
    ...(isSplit ? [numberText(standalone)] : []),
  ]);
  const columns = ["Artifact", "Total", ...(isSplit ? ["Alone"] : [])];
  return rows.length === 0 ? [] : [{ title: "Cost", columns, rows }];
}

function chartsOf({ scores, sizeScores }: Rating): readonly PanelChart[] {
  return [chartOf("Scores", netFirst(scores)), chartOf("Size score by device", sizeScores)].filter(
    ({ bars }) => bars.length > 0,
  );
}

/** Scores go from 0 to 1. A service that gives others gets an axis that shows them. */
function chartOf(title: string, scores: readonly Score[]): PanelChart {
  const bars = scores.map(({ name, value }) => ({ label: inWords(name), value }));
  const isInRange = bars.every(({ value }) => value >= UNIT_RANGE.min && value <= UNIT_RANGE.max);
  return { title, bars, ...(isInRange ? { range: UNIT_RANGE } : {}) };
}

function netFirst(scores: readonly Score[]): readonly Score[] {
  return [...scores].sort((a, b) => Number(b.name === NET_SCORE) - Number(a.name === NET_SCORE));
}

/** `ramp_up_time` as "Ramp up time", and devices as their makers write them. */
function inWords(name: string): string {
  const device = DEVICES.get(name);
  if (device !== undefined) {
    return device;
  }
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function numberText(value: number | undefined): string {
  return value === undefined ? "" : formatMetric(value);
}
