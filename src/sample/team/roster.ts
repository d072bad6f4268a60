import { Dice, hashOf } from "../bytes/dice";
import { DAY, type Dataset, type ProjectBlueprint, type RunBlueprint } from "./datasets/blueprints";
import { drawRuns } from "./drawRuns";
import { makeRun } from "./makeRun";
import { MODELS } from "./records/models";
import { ownerOf } from "./records/people";
import type { ProjectRecord, RunRecord, Tag } from "./records/records";
import type { PlannedRun } from "./plannedRun";

/** All of a data set, as of one start. The newest come first. */
export interface Roster {
  readonly projects: readonly ProjectRecord[];
  readonly runs: readonly RunRecord[];
  readonly starredAtFirst: readonly number[];
}

export function makeRoster(dataset: Dataset, start: number): Roster {
  const quotas = runQuotas(dataset);
  const projects: ProjectRecord[] = [];
  const planned: PlannedRun[] = [];
  for (const [index, blueprint] of dataset.projects.entries()) {
    const runs = [...(blueprint.runs ?? []), ...drawRuns(blueprint, quotas[index] ?? 0)];
    const oldest = Math.max(blueprint.ago, ...runs.map((run) => run.ago));
    const project = makeProject(blueprint, { id: projectId(dataset, index), start, oldest });
    projects.push(project);
    planned.push(...runs.flatMap((run) => withChildren({ blueprint: run, project, layout: blueprint.layout })));
  }
  const starred = projects.filter((_, index) => dataset.projects[index]?.isStarred);
  return {
    projects,
    runs: numbered(planned, dataset, start),
    starredAtFirst: starred.map((project) => project.id),
  };
}

/** Projects that say no number share evenly, give or take, what is left of the total. */
function runQuotas({ projects, runCount }: Dataset): number[] {
  const fixed = projects.reduce((sum, project) => sum + countRuns(project.runs ?? []) + (project.drawn ?? 0), 0);
  const weights = projects.map((project) =>
    project.drawn === undefined ? new Dice("quota", project.name).between(8, 40) : 0,
  );
  let left = runCount - fixed;
  let leftWeight = weights.reduce((sum, weight) => sum + weight, 0);
  return projects.map((project, index) => {
    const weight = weights[index] ?? 0;
    const quota = weight === 0 ? 0 : Math.round((left * weight) / leftWeight);
    left -= quota;
    leftWeight -= weight;
    return project.drawn ?? quota;
  });
}

function countRuns(runs: readonly RunBlueprint[]): number {
  return runs.reduce((sum, run) => sum + 1 + countRuns(run.children ?? []), 0);
}

/** Ids fall with age, with gaps, as those of a service that others use too. */
function projectId({ newestProjectId }: Dataset, index: number): number {
  return index === 0 ? newestProjectId : newestProjectId - index * 7 - (hashOf("project", index) % 6);
}

interface ProjectFacts {
  readonly id: number;
  readonly start: number;
  readonly oldest: number;
}

function makeProject(blueprint: ProjectBlueprint, { id, start, oldest }: ProjectFacts): ProjectRecord {
  const dice = new Dice("project", blueprint.name);
  const model = MODELS[blueprint.model];
  const tags: Tag[] = [
    ["team", blueprint.team],
    ["model", model.family],
  ];
  if (dice.chance(0.4)) {
    tags.push(["stage", dice.pick(["production", "candidate", "research", "archived"])]);
  }
  return {
    id,
    name: blueprint.name,
    description: blueprint.description,
    task: blueprint.task,
    model,
    storage: storageOf(blueprint.name, id, dice),
    createdAt: start - oldest - dice.between(1, 30) * (DAY / 4),
    updatedAt: start - blueprint.ago,
    tags,
    ownerId: ownerOf("project", id),
    externalUrl: dice.chance(0.5) ? `https://mlflow.example.com/#/experiments/${id}` : undefined,
  };
}

function storageOf(name: string, id: number, dice: Dice): string {
  const folder = /^[\w./-]+$/.test(name) ? name : `project-${id}`;
  return dice.pick([
    `s3://acme-ml-artifacts/${folder}`,
    `s3://acme-ml-artifacts/${folder}`,
    `gs://acme-research-checkpoints/${folder}`,
    `model-lab:///${id + 74034}`,
  ]);
}

function withChildren(run: PlannedRun): PlannedRun[] {
  const { children = [] } = run.blueprint;
  const below = children.map((blueprint) => ({ ...run, layout: undefined, blueprint, parent: run }));
  return [run, ...below.flatMap(withChildren)];
}

/** Numbers in the order of creation, so that the data set's first run gets the number it asks for. */
function numbered(planned: readonly PlannedRun[], dataset: Dataset, start: number): RunRecord[] {
  const ordered = [...planned].sort((a, b) => a.blueprint.ago - b.blueprint.ago);
  const [first] = planned;
  const newest = dataset.firstRunId + (first === undefined ? 0 : ordered.indexOf(first));
  const ids = new Map(ordered.map((run, index) => [run, newest - index]));
  const made = new Map<PlannedRun, RunRecord>();
  for (const run of planned) {
    made.set(run, makeRun(run, { id: ids.get(run) ?? 0, start, parent: run.parent && made.get(run.parent) }));
  }
  return ordered.flatMap((run) => made.get(run) ?? []);
}
