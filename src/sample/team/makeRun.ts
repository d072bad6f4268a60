import { Dice, hexOf } from "../bytes/dice";
import { SECOND, type RunBlueprint } from "./datasets/blueprints";
import { ownerOf } from "./records/people";
import type { Amount, Layout, Recipe, RunRecord, Status, Tag } from "./records/records";
import type { PlannedRun } from "./plannedRun";

interface RunPlace {
  readonly id: number;
  /** When the server started: blueprints' times count back from it. */
  readonly start: number;
  readonly parent: RunRecord | undefined;
}

export function makeRun(planned: PlannedRun, { id, start, parent }: RunPlace): RunRecord {
  const { blueprint, project } = planned;
  const dice = new Dice("run", project.name, id);
  const uuid = hexOf(32, "run", project.name, id);
  return {
    id,
    project,
    parent,
    uuid,
    name: blueprint.name,
    description: blueprint.description ?? "",
    ...timesOf(blueprint, start - blueprint.ago),
    reach: blueprint.reach ?? 1,
    recipe: makeRecipe(planned, dice),
    tags: drawTags(dice, uuid),
    ownerId: parent === undefined ? ownerOf("run", id) : parent.ownerId,
    externalUrl: dice.chance(0.6) ? `https://mlflow.example.com/#/runs/${uuid}` : undefined,
  };
}

type Times = Pick<RunRecord, "outcome" | "createdAt" | "startedAt" | "endsAt">;

function timesOf({ outcome = "completed", lasts }: RunBlueprint, createdAt: number): Times {
  if (outcome === "pending") {
    return { outcome, createdAt, startedAt: createdAt, endsAt: createdAt };
  }
  const wait = Math.min(2 * SECOND, Math.floor(lasts / 10));
  return { outcome, createdAt, startedAt: createdAt + wait, endsAt: createdAt + wait + lasts };
}

function makeRecipe(planned: PlannedRun, dice: Dice): Recipe {
  const { blueprint, project } = planned;
  return {
    task: project.task,
    model: project.model,
    rank: blueprint.rank ?? dice.pick([8, 16, 32]),
    learningRate: blueprint.learningRate ?? dice.pick([2e-5, 5e-5, 1e-4]),
    seed: dice.between(1, 99),
    steps: blueprint.steps ?? dice.between(6, 120) * 10,
    epochs: dice.pick([1, 2, 3, 3, 5]),
    quality: blueprint.quality ?? 0.85 + dice.next() * 0.5,
    layout: layoutOf(planned),
    ...drawAmounts(planned, dice),
  };
}

/** Half of the real runs came without parameters, and many without metrics. */
function drawAmounts({ blueprint, project }: PlannedRun, dice: Dice): { params: Amount; metrics: Amount } {
  if (blueprint.isShowpiece) {
    return { params: "full", metrics: "full" };
  }
  const tracksMetrics = !new Dice("tracking", project.name).chance(0.1);
  return {
    params: dice.pick(["none", "none", "none", "none", "short", "short", "short", "full"]),
    metrics: tracksMetrics ? dice.pick(["none", "none", "short", "short", "short", "full"]) : "none",
  };
}

function layoutOf({ blueprint, layout = "small" }: PlannedRun): Layout {
  if (blueprint.layout !== undefined) {
    return blueprint.layout;
  }
  return layout === "predictions" ? layout : outcomeLayout(blueprint, layout);
}

const WITHOUT_MODEL: readonly Status[] = ["failed", "killed", "unresponsive"];

function outcomeLayout({ outcome = "completed" }: RunBlueprint, layout: Layout): Layout {
  if (outcome === "pending") {
    return "none";
  }
  return WITHOUT_MODEL.includes(outcome) ? "small" : layout;
}

function drawTags(dice: Dice, uuid: string): Tag[] {
  const all: readonly Tag[] = [
    ["gpu", dice.pick(["4xh100", "8xh100", "1xa100", "2xl40s"])],
    ["dataset", dice.pick(["support-v4", "support-v5", "mixed-2025-03"])],
    ["git.commit", uuid.slice(0, 10)],
    ["stage", dice.pick(["candidate", "experiment", "released"])],
    ["region", dice.pick(["us-east-1", "eu-west-1"])],
  ];
  return all.filter(() => dice.chance(0.45));
}
