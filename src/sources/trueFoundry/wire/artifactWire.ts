import * as v from "valibot";
import { toNumber, toOptionalText, toText, toTexts } from "../../../text/looseValues";
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
export function versionRecordSchema(type: ArtifactType): v.GenericSchema<unknown, VersionRecord> {
  return v.pipe(
    v.looseObject({ id: idSchema }),
    v.transform((item) => toVersionRecord(item.id, type, item)),
  );
}

function toVersionRecord(id: string, type: ArtifactType, item: Loose): VersionRecord {
  const version = toVersion(id, type, item);
  const manifest = toLoose(item["manifest"]);
  const [, repo = "", artifact = ""] = NAMES_IN_FQN.exec(version.fqn) ?? [];
  return {
    version,
    repoName: toOptionalText(manifest["ml_repo"]) ?? repo,
    artifactName: toOptionalText(manifest["name"]) ?? artifact,
    manifest: Object.keys(manifest).length === 0 ? undefined : manifest,
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
    usageSnippet: toText(item["usage_code_snippet"]),
  };
}

function numberInFqn(fqn: unknown): number | undefined {
  return toNumber(/:(\d+)$/.exec(toText(fqn))?.[1]);
}

function toMetadata(value: unknown): readonly MetadataItem[] {
  return Object.entries(toLoose(value)).map(([key, item]) => ({
    key,
    value: typeof item === "string" ? item : JSON.stringify(item),
  }));
}
