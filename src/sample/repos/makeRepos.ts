import { Dice, hashOf } from "../bytes/dice";
import { DAY } from "../team/datasets/blueprints";
import { personOf, ROBOT, uuidOf } from "../team/records/people";
import type { ProjectRecord, RunRecord } from "../team/records/records";
import type { Roster } from "../team/roster";
import { makeDirectory } from "./dataDirectories";
import { makeVersions, originsOf, type Origin } from "./makeVersions";
import type { ItemBlueprint, RepoBlueprint } from "./repoBlueprints";
import type { DirectoryRecord, ItemRecord, RepoRecord, VersionRecord } from "./repoRecords";

const NEWEST_ID = 1187;
const MOST_VERSIONS_OF_RUNS = 4;

/** In the blueprints' order. Those whose project the team does not have are left out. */
export function makeRepos(blueprints: readonly RepoBlueprint[], roster: Roster, start: number): RepoRecord[] {
  return blueprints.flatMap((blueprint, index) => {
    const project = roster.projects.find(({ name }) => name === blueprint.project);
    return project === undefined
      ? []
      : [makeRepo(blueprint, String(NEWEST_ID - index * 13), { roster, project, start })];
  });
}

interface Source {
  readonly roster: Roster;
  readonly project: ProjectRecord;
  readonly start: number;
}

function makeRepo(blueprint: RepoBlueprint, id: string, { roster, project, start }: Source): RepoRecord {
  const runs = publishedRuns(runsOf(roster, project), start);
  const items: ItemRecord[] = [];
  const directories: DirectoryRecord[] = [];
  const repo: RepoRecord = {
    id,
    name: blueprint.name,
    description: blueprint.description,
    project,
    owner: personOf("repo", id) ?? ROBOT,
    bucket: project.storage.startsWith("gs://") ? "gs://acme-mlfoundry" : "s3://acme-mlfoundry",
    createdAt: project.createdAt - 2 * DAY,
    items,
    directories,
  };
  const recordings = runs.find(({ recipe }) => recipe.layout === "predictions");
  directories.push(...(blueprint.dataDirectories ?? []).map((name) => makeDirectory(repo, name, recordings)));
  for (const item of blueprint.items) {
    items.push(makeItem(repo, item, originsOf(runs, item.contents)));
  }
  items.push(...itemsOfRuns(repo, runs, blueprint.artifactsOfRuns ?? 0));
  return repo;
}

function runsOf({ runs }: Roster, project: ProjectRecord): RunRecord[] {
  return runs.filter((run) => run.project === project);
}

/** Runs whose end nothing can change any more. */
function publishedRuns(runs: readonly RunRecord[], start: number): RunRecord[] {
  return runs.filter((run) => run.outcome === "completed" && run.endsAt < start && run.recipe.layout !== "none");
}

function makeItem(repo: RepoRecord, blueprint: ItemBlueprint, origins: readonly Origin[]): ItemRecord {
  const { kind, name, contents } = blueprint;
  const kept = blueprint.versions === 0 ? [] : origins.slice(-blueprint.versions);
  const versions: VersionRecord[] = [];
  const item: ItemRecord = {
    id: uuidOf("item", repo.id, kind, name),
    kind,
    name,
    repo,
    owner: personOf("item", repo.id, name) ?? ROBOT,
    createdAt: kept[0]?.at ?? repo.createdAt + (hashOf("item", name) % DAY),
    versions,
  };
  versions.push(...makeVersions(item, contents, kept));
  return item;
}

/** One for each name that runs bear, the latest used first; runs of the same name are its versions. */
function itemsOfRuns(repo: RepoRecord, runs: readonly RunRecord[], count: number): ItemRecord[] {
  const byName = new Map<string, RunRecord[]>();
  for (const run of count === 0 ? [] : runs) {
    byName.set(run.name, [...(byName.get(run.name) ?? []), run]);
  }
  return [...byName].slice(0, count).map(([name, named]) => {
    const versions = new Dice("versions", name).between(1, MOST_VERSIONS_OF_RUNS);
    return makeItem(repo, { kind: "artifact", name, versions, contents: "small" }, originsOf(named, "small"));
  });
}
