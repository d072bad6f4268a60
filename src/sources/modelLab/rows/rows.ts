import { entryId } from "../../shared/entryId";
import { formatBytes } from "../../../text/formatNumbers";
import { troubleDetail, troubleIcon, troubleOf, troubleWords } from "../../metrics/runTrouble";
import { isMlflowLocation } from "../../shared/pythonSnippets";
import { rowMetric } from "../../metrics/bestMetric";
import { metricDetail } from "../../metrics/metricDetail";
import type { ProjectEntry, ProjectFileEntry, ProjectListingEntry, RunEntry, RunFileEntry, RunRoot } from "./entries";
import { UNKNOWN_TIME } from "../wire/model";
import type { MetricSummary } from "../wire/runs/keptMetrics";
import type { Project, Run } from "../wire/model";
import type { PathListing, PathNode } from "../../shared/paths/pathListing";
import { isFinalRun, statusDetail, statusIcon } from "./runStatus";
import type { Ability, DetailPart, Icon } from "../../contract/entry";
import { defined } from "../../../text/defined";

const LISTED: readonly Ability[] = ["copy.path", "copy.pathInProject", "copy.uri", "copy.curl"];
const RUN_FILE: readonly Ability[] = [...LISTED, "open", "download", "siblings", "snippets"];
const RUN_DIRECTORY: readonly Ability[] = [...LISTED, "refresh", "download"];
const PROJECT_FILE: readonly Ability[] = [
  "copy.pathInProject",
  "copy.uri",
  "copy.curl",
  "open",
  "download",
  "snippets",
];
const PROJECT_DIRECTORY: readonly Ability[] = ["copy.pathInProject", "copy.uri", "download"];
const PROJECT_LISTING: readonly Ability[] = ["copy.uri", "copy.curl", "refresh", "download"];

export function projectRowId(scope: string, projectId: string): string {
  return entryId(scope, "project", projectId);
}

export function runRowId(parentId: string, runId: string): string {
  return entryId(parentId, "run", runId);
}

/** `owner` is the name that the user gave to its owner. */
export function projectEntry(scope: string, project: Project, owner?: string): ProjectEntry {
  return {
    kind: "project",
    id: projectRowId(scope, project.id),
    name: project.name,
    detail: [
      ...(project.updatedAt === UNKNOWN_TIME ? [] : [{ verb: "updated", ago: project.updatedAt }]),
      ...(owner === undefined ? [] : [owner]),
    ],
    icon: project.isStarred ? { codicon: "star-full", color: "charts.yellow" } : { codicon: "project" },
    spoken: project.isStarred ? "starred project" : "project",
    isExpandable: true,
    abilities: [
      ...abilitiesOf(project, project.storageLocation),
      "filter",
      "sort",
      "metrics",
      "runs",
      project.isStarred ? "unstar" : "star",
    ],
    project,
  };
}

/** The choices of the user that a run's row shows. */
export interface RowLook {
  /** The metric that was chosen for it. */
  readonly metric?: string;
  /** The name of its owner. */
  readonly owner?: string;
  /** Since when it was seen to make no step, in ms since the epoch. */
  readonly stuckSince?: number;
}

/** The grey text of a run: the metric first, as a narrow view cuts the end off. */
export function runDetail(
  run: Run,
  look: RowLook = {},
  metrics = run.metrics.shown(look.metric),
): readonly DetailPart[] {
  const { metric: chosen, owner } = look;
  const metric = rowMetric(metrics, chosen);
  return [
    ...(run.isDescendantMatch ? ["a run below matches"] : []),
    ...(metric === undefined ? [] : [metricDetail(metric, chosen !== undefined)]),
    ...troubleDetail(troubleIn(metrics, look), metric?.key),
    ...(run.isPinned ? ["pinned"] : []),
    ...statusDetail(run),
    ...(owner === undefined ? [] : [owner]),
  ];
}

/** A run that goes on without numbers that mean anything, or without steps, is marked. */
export function runIcon(run: Run, look: RowLook = {}, metrics = run.metrics.shown(look.metric)): Icon {
  return troubleIcon(troubleIn(metrics, look), run.status === "running") ?? statusIcon(run.status);
}

function troubleIn(metrics: readonly MetricSummary[], { stuckSince }: RowLook) {
  return troubleOf(
    metrics.map(({ key, latest: value }) => ({ key, ...defined({ value }) })),
    stuckSince,
  );
}

/** The row of a run. `parent` is the row it stands under; `look` was chosen for it. */
export function runEntry(parent: RunEntry["parent"], run: Run, project: Project, look: RowLook = {}): RunEntry {
  const metrics = run.metrics.shown(look.metric);
  return {
    kind: "run",
    id: runRowId(parent.id, run.id),
    name: run.name,
    detail: runDetail(run, look, metrics),
    icon: runIcon(run, look, metrics),
    spoken: `${run.status} ${parent.kind === "run" ? "child run" : "run"}${troubleWords(troubleIn(metrics, look))}`,
    isExpandable: true,
    abilities: runAbilities(run, project),
    parent: { kind: parent.kind, id: parent.id, ...defined({ metric: parent.metric, name: parent.name }) },
    run,
    project,
  };
}

export function projectListingEntry(parent: ProjectEntry): ProjectListingEntry {
  return {
    kind: "projectListing",
    id: entryId(parent.id, "artifacts"),
    name: "Project artifacts",
    detail: [],
    icon: { codicon: "archive" },
    spoken: "all files of the project",
    isExpandable: true,
    abilities: PROJECT_LISTING,
    project: parent.project,
  };
}

/** The row of a file or directory of a run. `path` is relative to the run's artifact root. */
export function runFileEntry(root: RunRoot, path: string, size: number | "directory" | undefined): RunFileEntry {
  const names = path.split("/");
  const id = entryId(root.rowId, size === "directory" ? "dir" : "file", ...names);
  const common = { id, name: names.at(-1) ?? path, root, path };
  if (size === "directory") {
    const shape = { kind: "directory", detail: [], icon: "folder", spoken: "directory", isExpandable: true } as const;
    return { ...common, ...shape, abilities: [...RUN_DIRECTORY, ...mlflowAbility(root.run.artifactLocation, path)] };
  }
  return { ...common, ...fileShape(size), kind: "file", abilities: RUN_FILE };
}

export function projectFileEntry(
  { id: listingId, project }: Pick<ProjectListingEntry, "id" | "project">,
  listing: PathListing,
  node: PathNode,
): ProjectFileEntry {
  const isDirectory = node.file === undefined;
  const id = entryId(listingId, isDirectory ? "dir" : "file", ...node.path.split("/"));
  const common = { id, name: node.name, project, listingId, listing, node };
  if (isDirectory) {
    const shape = { detail: [], icon: "folder", spoken: "directory", isExpandable: true } as const;
    return { ...common, ...shape, kind: "projectDirectory", abilities: PROJECT_DIRECTORY };
  }
  return { ...common, ...fileShape(node.file.size), kind: "projectFile", abilities: PROJECT_FILE };
}

/** MLflow is all that loads a whole run or directory with a snippet. */
function mlflowAbility(location: string, path = ""): readonly Ability[] {
  return isMlflowLocation(location) && isMlflowLocation(`${location}/${path}`) ? ["snippets"] : [];
}

function fileShape(size: number | undefined) {
  const detail: readonly DetailPart[] = size === undefined ? [] : [formatBytes(size)];
  return {
    detail,
    icon: "file",
    spoken: "file",
    isExpandable: false,
    ...defined({ size }),
  } as const;
}

/** Without its project, a run whose own location is not known has no address to copy. */
export function runAbilities(run: Run, project?: Project): readonly Ability[] {
  return [
    ...abilitiesOf(run, run.artifactLocation || (project?.storageLocation ?? "")),
    "page",
    "download",
    "delete",
    run.isPinned ? "unpin" : "pin",
    ...mlflowAbility(run.artifactLocation),
    ...(isFinalRun(run) ? [] : (["watch"] as const)),
  ];
}

function abilitiesOf({ externalUrl, ownerId }: Project | Run, location: string): readonly Ability[] {
  const abilities: Ability[] = ["copy.id", "copy.curl", "refresh", "link"];
  if (location !== "") {
    abilities.push("copy.uri");
  }
  if (ownerId !== undefined) {
    abilities.push("owner");
  }
  if (externalUrl !== undefined) {
    abilities.push("copy.link", "external");
  }
  return abilities;
}
