import { entryId } from "../../shared/entryId";
import { formatBytes, formatCount } from "../../../text/formatNumbers";
import type { ListedFile } from "../../shared/listedPaths";
import type { ArtifactEntry, FileEntry, FileRoot, GroupEntry, RepoEntry, VersionEntry } from "./entries";
import type { Artifact, ArtifactType, MlRepo, Version } from "../wire/model";
import { artifactRowId, repoRowId, versionRowId } from "./rowIds";
import type { Ability, DetailPart } from "../../contract/entry";
import { defined } from "../../../text/defined";

/** As many characters of a run's id as tell it from others at a glance; the tooltip has all of them. */
const RUN_ID_SHOWN = 8;
const REPO: readonly Ability[] = ["copy.id", "copy.name", "copy.curl", "refresh"];
const GROUP: readonly Ability[] = ["copy.curl", "filter", "refresh"];

export function repoEntry(scope: string, repo: MlRepo): RepoEntry {
  const created: DetailPart[] = repo.createdAt === undefined ? [] : [{ verb: "created", ago: repo.createdAt }];
  return {
    kind: "repo",
    id: repoRowId(scope, repo.id),
    name: repo.name,
    detail: [...runWords(repo), ...countWords(repo, "model"), ...countWords(repo, "artifact"), ...created],
    icon: { codicon: "repo" },
    spoken: "ML repo",
    isExpandable: true,
    abilities: [...REPO, ...((repo.runs ?? 0) > 0 ? (["runs"] as const) : [])],
    repo,
  };
}

export function groupEntry(id: string, repo: MlRepo, type: ArtifactType): GroupEntry {
  const count = countOf(repo, type);
  return {
    kind: "group",
    id,
    name: type === "model" ? "Models" : "Artifacts",
    detail: count === undefined ? [] : [formatCount(count)],
    icon: { codicon: type === "model" ? "chip" : "archive" },
    spoken: type === "model" ? "models of the repo" : "artifacts of the repo",
    isExpandable: true,
    abilities: GROUP,
    repo,
    type,
  };
}

/** With a run, the row stands below it, and lists what the run logged. */
export function artifactEntry(parentId: string, artifact: Artifact, runId?: string): ArtifactEntry {
  const { latestVersion: latest, updatedAt } = artifact;
  return {
    kind: "artifact",
    id: artifactRowId(parentId, artifact.id),
    name: artifact.name,
    detail: [
      ...(latest === undefined ? [] : [`v${latest}`]),
      ...(updatedAt === undefined ? [] : [{ verb: "updated", ago: updatedAt }]),
    ],
    icon: { codicon: artifact.type === "model" ? "chip" : "package" },
    spoken: artifact.type,
    isExpandable: true,
    abilities: [...(artifact.fqn === "" ? [] : (["copy.fqn"] as const)), "link", ...REPO, "filter"],
    parentId,
    ...defined({ runId }),
    artifact,
  };
}

export function versionEntry(parentId: string, version: Version): VersionEntry {
  return {
    kind: "version",
    id: versionRowId(parentId, version.id),
    name: versionName(version),
    detail: versionDetail(version),
    icon: { codicon: "versions" },
    spoken: `version of the ${version.type}`,
    isExpandable: true,
    abilities: versionAbilities(version),
    parentId,
    version,
  };
}

export function versionRoot(rowId: string, version: Version): FileRoot {
  return { rowId, holder: { type: "version", id: version.id }, sourceUri: version.sourceUri, version };
}

/** `path` is that from the root. */
export function fileEntry(root: FileRoot, { path, isDirectory, size, modifiedAt }: ListedFile): FileEntry {
  const names = path.split("/");
  const id = entryId(root.rowId, isDirectory ? "dir" : "file", ...names);
  const uri: readonly Ability[] = root.sourceUri === "" ? [] : ["copy.uri"];
  const common = { id, name: names.at(-1) ?? path, root, path };
  if (isDirectory) {
    const shape = { kind: "directory", detail: [], icon: "folder", spoken: "directory", isExpandable: true } as const;
    return { ...common, ...shape, abilities: ["copy.path", ...uri, "copy.curl", "refresh", "download"] };
  }
  return {
    ...common,
    kind: "file",
    detail: size === undefined ? [] : [formatBytes(size)],
    icon: "file",
    spoken: "file",
    isExpandable: false,
    abilities: ["copy.path", ...uri, "copy.curl", "open", "download", "snippets", ...siblingAbility(root)],
    ...defined({ size, modifiedAt }),
  };
}

/** Other versions are found by what they are versions of. */
function siblingAbility({ version }: FileRoot): readonly Ability[] {
  return (version?.artifactId ?? "") === "" ? [] : ["siblings"];
}

/** `12 models`; nothing where there are none, which a group's row says. */
function countWords(repo: MlRepo, type: ArtifactType): readonly string[] {
  const count = countOf(repo, type) ?? 0;
  return count === 0 ? [] : [`${formatCount(count)} ${type}${count === 1 ? "" : "s"}`];
}

function runWords({ runs = 0 }: MlRepo): readonly string[] {
  return runs === 0 ? [] : [`${formatCount(runs)} run${runs === 1 ? "" : "s"}`];
}

function countOf(repo: MlRepo, type: ArtifactType): number | undefined {
  return repo.counts.find((candidate) => candidate.type === type)?.count;
}

export function versionName({ id, number }: Version): string {
  return number === undefined ? id : `v${number}`;
}

/** The grey text of a version's row. */
export function versionDetail(version: Version): readonly DetailPart[] {
  const { alias, step, runId, createdAt } = version;
  const tags = version.tags.filter((tag) => tag !== alias);
  return [
    ...(alias === "" ? [] : [alias]),
    ...(tags.length === 0 ? [] : [tags.join(", ")]),
    ...(step === undefined ? [] : [`step ${formatCount(step)}`]),
    ...(createdAt === undefined ? [] : [{ ago: createdAt }]),
    ...(runId === "" ? [] : [`run ${runId.slice(0, RUN_ID_SHOWN)}`]),
  ];
}

export function versionAbilities(version: Version): readonly Ability[] {
  const given: readonly (readonly [string, Ability])[] = [
    [version.fqn, "copy.fqn"],
    [version.sourceUri, "copy.uri"],
    [version.usageSnippet, "copy.snippet"],
    [version.usageSnippet.trim(), "snippets"],
  ];
  const abilities = given.flatMap(([text, ability]) => (text === "" ? [] : [ability]));
  return ["copy.id", ...abilities, "link", "copy.curl", "page", "refresh", "download"];
}
