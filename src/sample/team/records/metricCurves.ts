import type { Task } from "./records";

/** How a metric moves with the share of a run that is done, from 0 to 1. */
export interface Curve {
  readonly shape: "fall" | "rise" | "cosine" | "grow" | "level";
  readonly from: number;
  readonly to: number;
  /** How far a value may lie off the curve. */
  readonly noise: number;
  /** At each log step, at each evaluation, or once when the run has ended. */
  readonly when: "log" | "evaluation" | "end";
  /** A run of poor quality ends higher on losses, lower on scores. */
  readonly sense: "loss" | "score" | "plain";
}

const log = { when: "log", sense: "plain" } as const;
const evaluated = { when: "evaluation", sense: "plain" } as const;
const score = { shape: "rise", when: "evaluation", sense: "score" } as const;
const end = { shape: "level", noise: 0, when: "end", sense: "plain" } as const;

export const CURVES: Readonly<Record<string, Curve>> = {
  loss: { ...log, shape: "fall", from: 2.62, to: 1.05, noise: 0.05, sense: "loss" },
  grad_norm: { ...log, shape: "fall", from: 3.1, to: 0.62, noise: 0.35 },
  learning_rate: { ...log, shape: "cosine", from: 1, to: 0, noise: 0 },
  epoch: { ...log, shape: "grow", from: 0, to: 1, noise: 0 },
  mean_token_accuracy: { ...log, shape: "rise", from: 0.48, to: 0.74, noise: 0.01, sense: "score" },
  num_tokens: { ...log, shape: "grow", from: 0, to: 48_000_000, noise: 0 },
  "rewards/margins": { ...log, shape: "rise", from: 0.01, to: 1.62, noise: 0.08 },
  "rewards/accuracies": { ...log, shape: "rise", from: 0.5, to: 0.79, noise: 0.03, sense: "score" },
  "gpu.memory_gb": { ...log, shape: "rise", from: 61.2, to: 71.8, noise: 0.4 },
  eval_loss: { ...evaluated, shape: "fall", from: 2.35, to: 1.12, noise: 0.015, sense: "loss" },
  eval_accuracy: { ...score, from: 0.52, to: 0.893, noise: 0.006 },
  eval_f1: { ...score, from: 0.44, to: 0.861, noise: 0.006 },
  eval_rouge1: { ...score, from: 0.29, to: 0.472, noise: 0.004 },
  eval_rouge2: { ...score, from: 0.11, to: 0.231, noise: 0.004 },
  eval_rougeL: { ...score, from: 0.24, to: 0.398, noise: 0.004 },
  eval_bleu: { ...score, from: 18.2, to: 34.6, noise: 0.25 },
  "eval_chrf++": { ...score, from: 41.5, to: 61.3, noise: 0.3 },
  "eval_ndcg@10": { ...score, from: 0.41, to: 0.684, noise: 0.005 },
  "eval_mrr@10": { ...score, from: 0.36, to: 0.622, noise: 0.005 },
  eval_mAP50: { ...score, from: 0.31, to: 0.774, noise: 0.008 },
  eval_auc: { ...score, from: 0.71, to: 0.932, noise: 0.002 },
  eval_wer: { ...evaluated, shape: "fall", from: 0.312, to: 0.087, noise: 0.003, sense: "loss" },
  eval_mean_token_accuracy: { ...score, from: 0.47, to: 0.731, noise: 0.004 },
  eval_runtime: { ...evaluated, shape: "level", from: 48.2, to: 48.2, noise: 1.8 },
  eval_samples_per_second: { ...evaluated, shape: "level", from: 20.7, to: 20.7, noise: 0.8 },
  eval_steps_per_second: { ...evaluated, shape: "level", from: 2.6, to: 2.6, noise: 0.1 },
  exact_match: { ...score, from: 0.55, to: 0.71, noise: 0.01 },
  acc: { ...score, from: 0.52, to: 0.68, noise: 0.01 },
  acc_norm: { ...score, from: 0.54, to: 0.7, noise: 0.01 },
  latency_p50_ms: { ...evaluated, shape: "level", from: 212, to: 212, noise: 14 },
  latency_p95_ms: { ...evaluated, shape: "level", from: 655, to: 655, noise: 60 },
  train_runtime: { ...end, from: 0, to: 0 },
  train_loss: { ...end, from: 1.31, to: 1.31, sense: "loss" },
  train_samples_per_second: { ...end, from: 7.42, to: 7.42 },
  train_steps_per_second: { ...end, from: 0.116, to: 0.116 },
  total_flos: { ...end, from: 4.1e17, to: 4.1e17 },
};

const TRAINING = ["loss", "grad_norm", "learning_rate", "epoch", "eval_loss"] as const;
const WHOLE_TRAINING = [
  ...TRAINING,
  "num_tokens",
  "gpu.memory_gb",
  "eval_runtime",
  "eval_samples_per_second",
  "eval_steps_per_second",
  "train_runtime",
  "train_loss",
  "train_samples_per_second",
  "train_steps_per_second",
  "total_flos",
] as const;

const SCORES: Record<Task, readonly string[]> = {
  finetune: ["mean_token_accuracy", "eval_accuracy", "eval_f1", "eval_rouge1", "eval_rouge2", "eval_rougeL"],
  prefer: ["rewards/margins", "rewards/accuracies", "eval_accuracy"],
  translate: ["eval_bleu", "eval_chrf++"],
  benchmark: ["acc", "acc_norm", "exact_match"],
  embed: ["eval_ndcg@10", "eval_mrr@10"],
  speech: ["eval_wer"],
  vision: ["eval_mAP50"],
  tabular: ["eval_auc", "eval_loss"],
};

/** The metrics that runs of a task record, at most 22. */
export function metricKeys(task: Task, amount: "short" | "full"): readonly string[] {
  const scores = SCORES[task];
  if (task === "benchmark" || task === "tabular") {
    return amount === "short" ? scores : [...scores, "latency_p50_ms", "latency_p95_ms", "eval_runtime"];
  }
  const extra = task === "finetune" ? ["eval_mean_token_accuracy"] : [];
  return amount === "short" ? [...TRAINING, ...scores.slice(0, 2)] : [...WHOLE_TRAINING, ...scores, ...extra];
}
