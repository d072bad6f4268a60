import type { MetricSummary } from "../wire/model";

/** The metrics by which fine-tuning runs are told apart, most telling first. Held-out data beats training data. */
const BEST_KNOWN = [
  "eval_loss",
  "val_loss",
  "validation_loss",
  "test_loss",
  "eval_accuracy",
  "val_accuracy",
  "accuracy",
  "eval_f1",
  "f1",
  "perplexity",
  "reward",
  "loss",
  "train_loss",
  "training_loss",
] as const;

/** The metric that says most about how a run went, of those that have a value; undefined when none is known. */
export function bestMetric(metrics: readonly MetricSummary[]): { key: string; value: number } | undefined {
  for (const name of BEST_KNOWN) {
    const found = metrics.find((metric) => plainName(metric.key) === name);
    const value = found?.latest ?? found?.mean;
    if (found !== undefined && value !== undefined) {
      return { key: found.key, value };
    }
  }
  return undefined;
}

/** `eval/loss`, `eval.loss` and `Eval_Loss` name one metric. */
function plainName(key: string): string {
  return key.toLowerCase().replaceAll(/[/.\- ]/g, "_");
}
