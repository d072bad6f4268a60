import { HOUR, MINUTE, SECOND } from "../team/datasets/blueprints";
import { paramsOf } from "../team/records/paramsOf";
import { personOf, ROBOT, uuidOf, type Person } from "../team/records/people";
import type { RunRecord, Status, Tag } from "../team/records/records";
import type { Course } from "./runCurves";
import type { RepoRecord } from "./repoRecords";

/** A run's status when its end has passed. */
type RunEnd = "FINISHED" | "FAILED" | "KILLED" | "SCHEDULED";

/** A run as an ML repo tracks it. Times are ms since the epoch. */
export interface TrackedRun {
  /** 32 hexadecimal digits. */
  readonly id: string;
  /** Unique in its repo. */
  readonly name: string;
  readonly repo: RepoRecord;
  readonly owner: Person;
  /** Markdown. */
  readonly description: string;
  readonly createdAt: number;
  readonly end: RunEnd;
  readonly params: readonly Tag[];
  readonly tags: readonly Tag[];
  /** Absent for runs that log nothing. */
  readonly course?: Course;
  /** When it ends or will; undefined for what was never started. */
  readonly endsAt?: number;
}

const ENDS: Readonly<Record<Status, RunEnd>> = {
  pending: "SCHEDULED",
  running: "FINISHED",
  completed: "FINISHED",
  failed: "FAILED",
  killed: "KILLED",
  unresponsive: "FAILED",
  paused: "KILLED",
};

/** The repo's among all the runs, the newest first. The oldest of several runs of one name keeps it. */
export function trackedRuns(repo: RepoRecord, runs: readonly RunRecord[], start: number): readonly TrackedRun[] {
  const names = new Map<string, number>();
  const oldestFirst = runs.filter(({ project }) => project === repo.project).sort((a, b) => a.createdAt - b.createdAt);
  const tracked = oldestFirst.map((run) => trackedRun(repo, run, names));
  return [...tracked, ...showpieces(repo, start)].sort((a, b) => b.createdAt - a.createdAt);
}

function trackedRun(repo: RepoRecord, run: RunRecord, names: Map<string, number>): TrackedRun {
  const count = (names.get(run.name) ?? 0) + 1;
  names.set(run.name, count);
  return {
    id: run.uuid,
    name: count === 1 ? run.name : `${run.name}-${count}`,
    repo,
    owner: personOf("run", run.uuid) ?? ROBOT,
    description: run.description,
    createdAt: run.createdAt,
    end: ENDS[run.outcome],
    params: paramsOf(run) ?? [],
    tags: run.tags,
    ...(run.recipe.metrics === "none" || run.outcome === "pending" ? {} : { course: courseOf(run) }),
    ...(run.outcome === "pending" ? {} : { endsAt: run.endsAt }),
  };
}

function courseOf({ uuid, recipe, reach, startedAt, endsAt }: RunRecord): Course {
  const { task, steps, learningRate: peakRate, epochs, quality } = recipe;
  return {
    id: uuid,
    task,
    steps,
    reach,
    logEvery: 10,
    evaluateEvery: 50,
    peakRate,
    epochs,
    quality,
    startedAt,
    endsAt,
  };
}

interface Showpiece {
  readonly name: string;
  readonly description: string;
  readonly ago: number;
  readonly lasts: number;
  readonly end: RunEnd;
  readonly rank: number;
  readonly course: Pick<Course, "steps" | "peakRate"> & Partial<Course>;
}

/** A team looks at these first: the run that goes on, the one that stands still, and the one that went wrong. */
const SHOWPIECES: readonly Showpiece[] = [
  {
    name: "qwen36-support-r64-lr1e-3",
    description: "Is the old limit of the learning rate still one with **rank 64**? It is: the loss exploded.",
    ago: 5 * HOUR,
    lasts: 38 * MINUTE,
    end: "FAILED",
    rank: 64,
    course: { steps: 6000, peakRate: 1e-3, reach: 0.19, divergesAt: 1060, quality: 1.1 },
  },
  {
    name: "qwen36-support-r32-8xh100",
    description: "Eight GPUs instead of four. Waits for a checkpoint to be written.",
    ago: 6 * HOUR,
    lasts: 9 * HOUR,
    end: "FINISHED",
    rank: 32,
    course: { steps: 8000, peakRate: 2e-4, stallsAt: 3145, quality: 1.01 },
  },
  {
    name: "qwen36-support-r16-longctx",
    description: "Packing up to 32k tokens, on the conversations of **this quarter**.",
    ago: 48 * MINUTE,
    lasts: 3 * HOUR + 20 * MINUTE,
    end: "FINISHED",
    rank: 16,
    course: { steps: 6000, peakRate: 1e-4, quality: 0.96 },
  },
];

/** In the repo on top alone. */
function showpieces(repo: RepoRecord, start: number): TrackedRun[] {
  return repo.name === "support-assistant" ? SHOWPIECES.map((piece) => showpiece(repo, piece, start)) : [];
}

function showpiece(repo: RepoRecord, piece: Showpiece, start: number): TrackedRun {
  const { name, description, ago, lasts, end, rank, course } = piece;
  const id = uuidOf("showpiece", name).replaceAll("-", "");
  const startedAt = start - ago;
  const usual = { id, task: "finetune", reach: 1, logEvery: 5, evaluateEvery: 100, epochs: 3, quality: 1 } as const;
  return {
    id,
    name,
    repo,
    owner: personOf("showpiece", name) ?? ROBOT,
    description,
    createdAt: startedAt - 3 * SECOND,
    end,
    endsAt: startedAt + lasts,
    params: [
      ["model_name_or_path", "Qwen/Qwen3.6-27B"],
      ["learning_rate", String(course.peakRate)],
      ["lora_r", String(rank)],
      ["lora_alpha", String(rank * 2)],
      ["max_steps", String(course.steps)],
      ["lr_scheduler_type", "cosine"],
      ["warmup_ratio", "0.03"],
      ["bf16", "True"],
      ["seed", "42"],
    ],
    tags: [
      ["dataset", "support-v6"],
      ["team", "nlp"],
      ["gpu", rank === 32 ? "8xh100" : "4xh100"],
    ],
    course: { ...usual, ...course, startedAt, endsAt: startedAt + lasts },
  };
}

type RunStatus = RunEnd | "RUNNING";

export function runStatusAt({ end, endsAt }: TrackedRun, now: number): RunStatus {
  return endsAt !== undefined && endsAt > now ? "RUNNING" : end;
}
