import { stepsDone } from "../team/records/progress";
import type { RunRecord } from "../team/records/records";

export const CHECKPOINT_STEPS = 102;
const MOST_KEPT = 3;

/** The steps whose checkpoints are there: the latest few, as `save_total_limit` leaves them. */
export function checkpointSteps(run: RunRecord, now: number): number[] {
  const count = Math.floor(stepsDone(run, now) / CHECKPOINT_STEPS);
  const steps = Array.from({ length: count }, (_, index) => (index + 1) * CHECKPOINT_STEPS);
  return steps.slice(-MOST_KEPT);
}
