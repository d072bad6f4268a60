import { Dice } from "../bytes/dice";
import { DAY, HOUR, SECOND, type ProjectBlueprint, type RunBlueprint } from "./datasets/blueprints";
import type { Status } from "./records/records";
import { drawRunDescription, drawRunName } from "./records/runNames";

interface Drawn {
  readonly count: number;
  readonly runs: readonly RunBlueprint[];
}

/** The same chance draws the same runs: each server after the first takes them from here. */
const drawnBefore = new WeakMap<ProjectBlueprint, Drawn>();

/** Runs by chance, older and older, behind those that the project lists. `count` includes child runs. */
export function drawRuns(project: ProjectBlueprint, count: number): readonly RunBlueprint[] {
  const before = drawnBefore.get(project);
  if (before?.count === count) {
    return before.runs;
  }
  const runs = draw(project, count);
  drawnBefore.set(project, { count, runs });
  return runs;
}

function draw(project: ProjectBlueprint, count: number): RunBlueprint[] {
  const dice = new Dice("runs", project.name);
  const pace = project.pace ?? DAY;
  const listed = (project.runs ?? []).map((run) => run.ago);
  let ago = listed.length === 0 ? project.ago : Math.max(...listed) + pace;
  const runs: RunBlueprint[] = [];
  for (let left = count; left > 0;) {
    const childCount = dice.chance(project.nesting ?? 0) ? Math.min(left - 1, dice.between(2, 4)) : 0;
    runs.push(drawRun(project, dice, ago, { isNewest: runs.length === 0, childCount }));
    left -= 1 + childCount;
    ago += Math.round(pace * -Math.log(1 - dice.next() * 0.95));
  }
  return runs;
}

interface Place {
  readonly isNewest: boolean;
  readonly childCount: number;
}

function drawRun(project: ProjectBlueprint, dice: Dice, ago: number, { isNewest, childCount }: Place): RunBlueprint {
  const facts = {
    rank: dice.pick([4, 8, 16, 32, 64]),
    learningRate: dice.pick([5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 3e-4]),
    seed: dice.between(1, 5) * 7,
  };
  // A project that is at work has its newest run still under way; where runs are listed, those say it.
  const isUnderWay = isNewest && project.runs === undefined && ago < 3 * DAY;
  const lasts = isUnderWay ? ago + dice.between(2, 9) * HOUR : Math.round(Math.exp(dice.next() * 6.5 + 3.4) * SECOND);
  return {
    ...facts,
    ...(isUnderWay ? {} : drawOutcome(dice, ago)),
    steps: dice.between(6, isHasty(project) ? 20 : 120) * 10,
    name: drawRunName(project.task, dice, facts),
    description: drawRunDescription(dice),
    ago,
    lasts: isUnderWay ? lasts : Math.min(lasts, ago - SECOND),
    children: Array.from({ length: childCount }, (_, index) => drawSeed(dice, index, ago, lasts)),
  };
}

/** True when a scheduler starts many short runs, one after the other. */
function isHasty({ pace = DAY }: ProjectBlueprint): boolean {
  return pace < HOUR;
}

function drawSeed(dice: Dice, index: number, parentAgo: number, parentLasts: number): RunBlueprint {
  const ago = Math.round(parentAgo - parentLasts * 0.2 * index);
  return { name: `seed-${index + 1}`, ago, lasts: Math.round(parentLasts * (0.1 + dice.next() * 0.1)), reach: 1 };
}

type Draw = readonly [share: number, outcome: Status];
const OUTCOMES: readonly Draw[] = [
  [0.12, "failed"],
  [0.05, "killed"],
  [0.03, "unresponsive"],
  [0.02, "paused"],
];
const PENDING_SHARE = 0.015;

function drawOutcome(dice: Dice, ago: number): Pick<RunBlueprint, "outcome" | "reach"> {
  if (dice.chance(PENDING_SHARE) && ago < 12 * DAY) {
    return { outcome: "pending", reach: 0 };
  }
  let place = dice.next();
  for (const [share, outcome] of OUTCOMES) {
    place -= share;
    if (place < 0) {
      return { outcome, reach: 0.02 + dice.next() * 0.8 };
    }
  }
  return { outcome: "completed", reach: 1 };
}
