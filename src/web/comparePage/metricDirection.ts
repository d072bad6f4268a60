/** Whether a metric is the better the lower or the higher it is. */
export type MetricDirection = "lower" | "higher";

const LOWER =
  /(^|_)(loss|perplexity|ppl|error|err|errors|latency|mae|mse|rmse|mape|wer|cer|fid|nll|brier|ece|cost|toxicity|hallucination)(_|$)|_loss|loss_/;
const HIGHER =
  /(^|_)(accuracy|acc|f1|f1_score|reward|rewards|auc|auroc|auprc|precision|recall|bleu|rouge|rouge[12l]|meteor|map|ndcg|mrr|hits|iou|dice|r2|exact_match|em|pass|win_rate|net_score|size_score|success_rate|throughput)(_|$|\d)/;

/** Undefined for a metric of which its name does not tell: `grad_norm`, `learning_rate`. */
export function metricDirection(key: string): MetricDirection | undefined {
  const name = key
    .replaceAll(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, "_");
  const [isLower, isHigher] = [LOWER.test(name), HIGHER.test(name)];
  if (isLower === isHigher) {
    return undefined;
  }
  return isLower ? "lower" : "higher";
}
