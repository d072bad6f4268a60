import * as v from "valibot";
import {
  isLoose,
  sharedName,
  toList,
  toMeasure,
  toNumber,
  toOptionalText,
  toText,
  toTexts,
} from "../../../text/looseValues";
import { jsonMembers } from "../../../text/jsonText";
import { greatestOf, leastOf } from "../../../text/extremes";
import { withStrings } from "../../../text/rawJson";
import { RawJson } from "../../../text/rawValue";
import { withoutSignatures } from "../../../text/withoutSignatures";
import type { MetricRange } from "../../contract/panelContent";
import type { Loose } from "../../../text/looseValues";
import { idSchema } from "../../shared/parseWire";
import type { Artifact, ArtifactType, MetadataItem, Version, VersionRecord } from "./model";
import { toCreatedAt, toLoose, toSubjectName, toUpdatedAt } from "./wire";
import { defined } from "../../../text/defined";

/** An artifact without a name is called by its id. The type is that of the operation which was asked. */
export function artifactSchema(type: ArtifactType): v.GenericSchema<unknown, Artifact> {
  return v.pipe(
    v.looseObject({ id: idSchema }),
    v.transform((item) => toArtifact(item.id, type, item)),
  );
}

/** Its files are asked for by its id; all else only informs. */
export function versionSchema(type: ArtifactType): v.GenericSchema<unknown, Version> {
  return v.pipe(
    v.looseObject({ id: idSchema }),
    v.transform((item) => toVersion(item.id, type, item)),
  );
}

/** For the page of one version: nothing that was given is left out. */
export function versionRecordSchema(type: ArtifactType): v.GenericSchema<unknown, Omit<VersionRecord, "manifest">> {
  return v.pipe(
    v.looseObject({ id: idSchema }),
    v.transform((item) => toVersionRecord(item.id, type, item)),
  );
}

function toVersionRecord(id: string, type: ArtifactType, item: Loose): Omit<VersionRecord, "manifest"> {
  const version = toVersion(id, type, item);
  const manifest = toLoose(item["manifest"]);
  const [, repo = "", artifact = ""] = NAMES_IN_FQN.exec(version.fqn) ?? [];
  return {
    version,
    repoName: toOptionalText(manifest["ml_repo"]) ?? repo,
    artifactName: toOptionalText(manifest["name"]) ?? artifact,
  };
}

/** `artifact:<tenant>/<ml_repo>/<artifact>:<version>`. */
const NAMES_IN_FQN = /^[a-z]+:[^/]+\/([^/]+)\/(.+?)(?::\d+)?$/;

function toArtifact(id: string, type: ArtifactType, item: Loose): Artifact {
  const latest = toLatestVersion(item["latest_version"]);
  return {
    id,
    repoId: toText(item["ml_repo_id"]),
    type,
    name: toOptionalText(item["name"]) ?? id,
    fqn: toText(item["fqn"]),
    createdBy: toSubjectName(item["created_by_subject"]),
    ...toCreatedAt(item),
    ...toUpdatedAt(item),
    ...defined({ latestVersion: latest }),
  };
}

/** The page does not say what a latest version holds: a number, or the version itself. */
function toLatestVersion(value: unknown): number | undefined {
  const version = toLoose(value);
  const manifest = toLoose(version["manifest"]);
  return (
    toNumber(value) ?? toNumber(manifest["version"]) ?? toNumber(version["version"]) ?? numberInFqn(version["fqn"])
  );
}

function toVersion(id: string, type: ArtifactType, item: Loose): Version {
  const manifest = toLoose(item["manifest"]);
  const source = toLoose(manifest["source"]);
  const number = toNumber(manifest["version"]) ?? numberInFqn(item["fqn"]);
  const step = toNumber(manifest["step"]);
  return {
    id,
    type,
    fqn: toText(item["fqn"]),
    artifactId: toText(item[type === "model" ? "model_id" : "artifact_id"]),
    repoId: toText(item["ml_repo_id"]),
    ...defined({ number }),
    description: toText(manifest["description"]),
    alias: toText(manifest["version_alias"]),
    tags: toTexts(item["tags"]),
    ...defined({ step }),
    runId: toText(manifest["run_id"]),
    createdBy: toSubjectName(item["created_by_subject"]),
    ...toCreatedAt(item),
    ...toUpdatedAt(item),
    sourceType: toText(source["type"]),
    sourceUri: toText(source["uri"]),
    metadata: toMetadata(manifest["metadata"]),
    metrics: toMetrics(item["metrics"]),
    framework: toFramework(manifest["framework"]),
    ...toEnvironment(manifest["environment"]),
    usageSnippet: toText(item["usage_code_snippet"]),
  };
}

function numberInFqn(fqn: unknown): number | undefined {
  return toNumber(/:(\d+)$/.exec(toText(fqn))?.[1]);
}

/** As it is written, repeated keys included; of objects and lists, only what could grant access is taken out. */
export function toMetadata(value: unknown): readonly MetadataItem[] {
  const members = value instanceof RawJson ? jsonMembers(value.json) : undefined;
  return (members ?? []).map(({ key, raw }) => ({
    key: String(key),
    value: raw.startsWith('"') ? new RawJson(raw).text : withStrings(raw, withoutSignatures),
  }));
}

/** The latest of each, and how far it went where there are several. */
function toMetrics(value: unknown): readonly MetricRange[] {
  const byKey = new Map<string, Point[]>();
  for (const item of toList(value)) {
    const key = isLoose(item) ? toText(item["key"]) : "";
    if (isLoose(item) && key !== "") {
      const points = byKey.get(key) ?? [];
      byKey.set(key, points);
      points.push({ value: toMeasure(item["value"]), at: toNumber(item["step"]) ?? toNumber(item["timestamp"]) ?? 0 });
    }
  }
  return [...byKey].map(([key, points]) => ({ key: sharedName(key), ...rangeOf(points) }));
}

interface Point {
  readonly value: number | undefined;
  /** The step; a time where there is none. */
  readonly at: number;
}

function rangeOf(points: readonly Point[]): Omit<MetricRange, "key"> {
  const known = points.filter((point): point is Point & { value: number } => point.value !== undefined);
  const last = known.reduce<(typeof known)[number] | undefined>(
    (best, point) => (best === undefined || point.at >= best.at ? point : best),
    undefined,
  );
  if (last === undefined || known.length === 1) {
    return defined({ latest: last?.value });
  }
  const finite = known.flatMap(({ value: number }) => (Number.isNaN(number) ? [] : [number]));
  const ends = finite.length === 0 ? {} : { min: leastOf(finite), max: greatestOf(finite) };
  return { latest: last.value, ...ends, count: known.length };
}

/** A name, or an object that has one as its type. */
function toFramework(value: unknown): string {
  const framework = toLoose(value);
  return toText(value) || toText(framework["type"]) || toText(framework["name"]);
}

function toEnvironment(value: unknown): Pick<Version, "pythonVersion" | "packages"> {
  const environment = toLoose(value);
  return { pythonVersion: toText(environment["python_version"]), packages: toTexts(environment["pip_packages"]) };
}
