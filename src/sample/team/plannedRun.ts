import type { ProjectBlueprint, RunBlueprint } from "./datasets/blueprints";
import type { ProjectRecord } from "./records/records";

/** A run that has its place, but no number yet. */
export interface PlannedRun {
  readonly blueprint: RunBlueprint;
  readonly project: ProjectRecord;
  readonly layout: ProjectBlueprint["layout"];
  readonly parent?: PlannedRun;
}
