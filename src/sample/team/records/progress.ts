import type { RunRecord, Status } from "./records";

export function statusAt(run: RunRecord, now: number): Status {
  return isUnderWay(run, now) ? "running" : run.outcome;
}

export function isUnderWay(run: RunRecord, now: number): boolean {
  return run.endsAt > now;
}

/** Undefined while it runs, and for what never came to an end. */
export function completedAt(run: RunRecord, now: number): number | undefined {
  const status = statusAt(run, now);
  return status === "completed" || status === "failed" || status === "killed" ? run.endsAt : undefined;
}

export function updatedAt(run: RunRecord, now: number): number {
  return Math.min(run.endsAt, now);
}

/** Optimizer steps done so far. */
export function stepsDone(run: RunRecord, now: number): number {
  return Math.floor(run.recipe.steps * run.reach * elapsedShare(run, now));
}

/** When a step was, or will be, done. */
export function timeOfStep(run: RunRecord, step: number): number {
  const last = run.recipe.steps * run.reach;
  const share = last === 0 ? 0 : Math.min(1, step / last);
  return Math.round(run.startedAt + share * (run.endsAt - run.startedAt));
}

function elapsedShare(run: RunRecord, now: number): number {
  return isUnderWay(run, now) ? Math.max(0, (now - run.startedAt) / (run.endsAt - run.startedAt)) : 1;
}
