import type { WholeList } from "../../contract/listPage";

import type { KeptMetrics } from "./runs/keptMetrics";
import type { KeptPairs } from "./runs/keptPairs";
import type { KeyValue } from "./runs/keyValues";

/** The service's objects, with the fields that rows and pages show. Times are ms since the epoch. */

/** Stands for a time that the service did not give, or not in a form that can be read. */
export const UNKNOWN_TIME = 0;

export interface Project {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** For example `s3://bucket/active-project` or `model-lab:///76421`. */
  readonly storageLocation: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly isStarred: boolean;
  readonly tags: readonly KeyValue[];
  readonly ownerId?: string;
  readonly externalUrl?: string;
}

export const RUN_STATUSES = ["pending", "running", "completed", "failed", "killed", "unresponsive", "paused"] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export interface Run {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly description: string;
  /** A `RunStatus`, or a word that the service has learnt since. */
  readonly status: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly startedAt?: number;
  readonly completedAt?: number;
  readonly durationSeconds?: number;
  readonly hasChildren: boolean;
  readonly isPinned: boolean;
  readonly isDescendantMatch: boolean;
  readonly ownerId?: string;
  readonly externalUrl?: string;
  /** `mlflow_artifact_location`, for example `mlflow-artifacts:///2438/71355/artifacts`; empty when unknown. */
  readonly artifactLocation: string;
  readonly tags: readonly KeyValue[];
  readonly params: KeptPairs;
  readonly metrics: KeptMetrics;
}

export interface RunFile {
  /** Relative to the run's artifact root or to the directory asked for, as the service gave it; a directory's ends in a slash. */
  readonly path: string;
  readonly isDirectory: boolean;
  /** Bytes. */
  readonly size?: number;
}

export interface RunDirectory {
  /** The run's artifact root, relative to the project's. */
  readonly pathInProject: string;
  readonly files: WholeList<RunFile>;
}

export interface FacetKeys {
  readonly metrics: readonly string[];
  readonly parameters: readonly string[];
  readonly tags: readonly string[];
}

export type FacetType = "parameter" | "attribute" | "tag" | "metric";

export interface FacetValues {
  readonly name: string;
  readonly type: string;
  readonly values: readonly string[];
  readonly numericRange?: { readonly min: number; readonly max: number };
}
