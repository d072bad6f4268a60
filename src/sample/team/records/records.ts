/** The made-up team's projects and runs, as plain data that no API's shapes touch. Times are ms since the epoch. */
export type Tag = readonly [key: string, value: string];

export const STATUSES = ["pending", "running", "completed", "failed", "killed", "unresponsive", "paused"] as const;
export type Status = (typeof STATUSES)[number];

/** The task of a project's runs decides their names, parameters, metrics and files. */
export type Task = "finetune" | "prefer" | "translate" | "benchmark" | "embed" | "speech" | "vision" | "tabular";

/** The files of a run. */
export type Layout = "none" | "small" | "trainer" | "benchmark" | "predictions" | "release" | "oddNames";

/** How much of something a run has recorded. */
export type Amount = "none" | "short" | "full";

export interface ModelFacts {
  /** For example `Qwen/Qwen3-4B`. */
  readonly hub: string;
  readonly family: string;
  readonly layers: number;
  readonly hidden: number;
  /** Widths that the query and value projections lead to. */
  readonly queryWidth: number;
  readonly valueWidth: number;
}

export interface ProjectRecord {
  readonly id: number;
  readonly name: string;
  /** Markdown. */
  readonly description: string;
  readonly task: Task;
  readonly model: ModelFacts;
  readonly storage: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly tags: readonly Tag[];
  readonly ownerId: string | undefined;
  readonly externalUrl: string | undefined;
}

/** How a run was set up. */
export interface Recipe {
  readonly task: Task;
  readonly model: ModelFacts;
  readonly rank: number;
  readonly learningRate: number;
  readonly seed: number;
  /** Optimizer steps, were it to run to its end. */
  readonly steps: number;
  readonly epochs: number;
  /** Around 1; the higher, the worse its losses end. */
  readonly quality: number;
  readonly params: Amount;
  readonly metrics: Amount;
  readonly layout: Layout;
}

export interface RunRecord {
  readonly id: number;
  readonly project: ProjectRecord;
  readonly parent: RunRecord | undefined;
  /** 32 hexadecimal digits, as MLflow's run ids. */
  readonly uuid: string;
  readonly name: string;
  readonly description: string;
  /** Its status once `endsAt` has passed. */
  readonly outcome: Status;
  readonly createdAt: number;
  readonly startedAt: number;
  /** When it does its last step. May lie in the future: the run is running until then. */
  readonly endsAt: number;
  /** The share of its steps that it gets done until its end. */
  readonly reach: number;
  readonly recipe: Recipe;
  readonly tags: readonly Tag[];
  readonly ownerId: string | undefined;
  readonly externalUrl: string | undefined;
}
