import type { PanelContent, PanelText } from "../contract/panelContent";
import { versionFacts } from "./rows/details";
import { withoutSignatures } from "../../text/withoutSignatures";
import { manifestText } from "./rows/manifestText";
import type { Version, VersionRecord } from "./wire/model";
import { versionAbilities, versionDetail, versionName } from "./rows/rows";
import { artifactRowIds, versionRowId } from "./rows/rowIds";

/** A version as its page. Only models have metrics of their own: numbers in metadata were noted by its author. */
export function pageContent(scope: string, record: VersionRecord): PanelContent {
  const { version, repoName, artifactName } = record;
  return {
    noun: version.type === "model" ? "Model version" : "Artifact version",
    // "v4" alone says little on a tab.
    title: [artifactName, versionName(version)].filter((name) => name !== "").join(" "),
    above: repoName === "" ? [] : [repoName],
    summary: versionDetail(version),
    description: version.description,
    // Tags stand apart, and the number in the title.
    facts: versionFacts({ ...version, tags: [] }).filter(({ label }) => label !== "Version"),
    tags: version.tags.map((tag) => ({ key: tag, value: "" })),
    links: [],
    params: version.metadata.map(({ key, value }) => ({ key, value: withoutSignatures(value) })),
    metrics: version.metrics,
    tables: [],
    charts: [],
    texts: textsOf(record),
    rowIds: rowIdsOf(scope, version),
    abilities: versionAbilities(version),
    files: ["version", version.id],
    problems: [],
  };
}

function textsOf({ version, manifest }: VersionRecord): readonly PanelText[] {
  const texts: readonly PanelText[] = [
    { title: "Usage", language: "python", text: version.usageSnippet },
    { title: "Manifest", language: "json", text: manifestText(manifest) },
  ];
  return texts.filter(({ text }) => text !== "");
}

/** Empty where the service does not say what the version belongs to. */
function rowIdsOf(scope: string, version: Version): readonly string[] {
  if (version.repoId === "" || version.artifactId === "") {
    return [];
  }
  const above = artifactRowIds(scope, version.type, version.repoId, version.artifactId);
  return [...above, versionRowId(above.at(-1) ?? scope, version.id)];
}
