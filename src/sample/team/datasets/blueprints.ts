import type { ModelName } from "../records/models";
import type { Layout, Status, Task } from "../records/records";

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A run that a project has for sure; what is not said is drawn by chance. */
export interface RunBlueprint {
  readonly name: string;
  readonly description?: string;
  /** How long before the server's start it was created, in ms. */
  readonly ago: number;
  /** From its start to its last step, in ms. */
  readonly lasts: number;
  readonly outcome?: Status;
  readonly reach?: number;
  readonly rank?: number;
  readonly learningRate?: number;
  readonly steps?: number;
  readonly quality?: number;
  readonly layout?: Layout;
  /** Has all its parameters and metrics recorded, as the runs one shows around. */
  readonly isShowpiece?: boolean;
  readonly children?: readonly RunBlueprint[];
}

export interface ProjectBlueprint {
  readonly name: string;
  readonly description: string;
  readonly team: string;
  readonly task: Task;
  readonly model: ModelName;
  /** How long before the server's start the newest run was created, in ms. */
  readonly ago: number;
  readonly isStarred?: boolean;
  readonly runs?: readonly RunBlueprint[];
  /** How many runs to draw by chance besides those listed, child runs included. */
  readonly drawn?: number;
  /** The mean time between two of those, in ms. */
  readonly pace?: number;
  readonly layout?: Layout;
  /** The share of the drawn runs that have child runs. */
  readonly nesting?: number;
}

export interface Dataset {
  readonly projects: readonly ProjectBlueprint[];
  /** All runs, children too: the projects that say no number share what is left. */
  readonly runCount: number;
  readonly newestProjectId: number;
  /** The id of the first run of the first project. */
  readonly firstRunId: number;
}
