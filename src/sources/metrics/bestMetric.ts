/** A metric as far as it tells how a run went. */
interface KnownMetric {
  readonly key: string;
  readonly latest?: number;
  readonly mean?: number;
}

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

/** By the names as they came, which are the same in many runs; -1 for one that is not among them. */
const ranks = new Map<string, number>();
const MOST_NAMES = 5_000;

/** The metric that says most about how a run went, of those that have a value; undefined when none is known. */
export function bestMetric(metrics: readonly KnownMetric[]): { key: string; value: number } | undefined {
  const known: KnownMetric[] = [];
  for (const metric of metrics) {
    const rank = knownRank(metric.key);
    if (rank !== undefined) {
      known[rank] ??= metric;
    }
  }
  for (const metric of known) {
    const found = valueOf(metric);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** The metric that a row shows: the one that was chosen, else the one that says most. */
export function rowMetric(
  metrics: readonly KnownMetric[],
  chosen: string | undefined,
): { key: string; value: number } | undefined {
  return chosen === undefined ? bestMetric(metrics) : valueOf(metrics.find(({ key }) => key === chosen));
}

/** The place of a metric's name among those that tell most; undefined for one that is not among them. */
export function knownRank(key: string): number | undefined {
  let rank = ranks.get(key);
  if (rank === undefined) {
    rank = BEST_KNOWN.findIndex((known) => known === plainName(key));
    if (ranks.size >= MOST_NAMES) {
      ranks.clear();
    }
    ranks.set(key, rank);
  }
  return rank < 0 ? undefined : rank;
}

function valueOf(metric: KnownMetric | undefined): { key: string; value: number } | undefined {
  const value = metric?.latest ?? metric?.mean;
  return metric === undefined || value === undefined ? undefined : { key: metric.key, value };
}

/** `eval/loss`, `eval.loss` and `Eval_Loss` name one metric. */
function plainName(key: string): string {
  return key.toLowerCase().replaceAll(/[/.\- ]/g, "_");
}
