import type { MetricDirection } from "../contract/panelContent";

const LOWER =
  /(^|_)(loss|perplexity|ppl|error|err|errors|latency|mae|mse|rmse|mape|wer|cer|fid|nll|brier|ece|cost|toxicity|hallucination)(_|$)/;
const HIGHER =
  /(^|_)(accuracy|acc|f1|f1_score|reward|rewards|auc|auroc|auprc|precision|recall|bleu|rouge|rouge[12l]|meteor|map|ndcg|mrr|hits|iou|dice|r2|exact_match|em|pass|win_rate|net_score|size_score|success_rate|throughput)(_|$|\d)/;
/** How long something took to find out, or how many there are of it, says nothing of how high it is. */
const MEASURED = /_latency(_|$)|(^|_)(time|timestamp|ms|seconds|duration|runtime|count|num|steps|size(?!_score))(_|$)/;
/** Names with a loss or a reward in them that are neither: scales, variances, rewards in vain. */
const NEITHER =
  /(^|_)(scale|scaler|scaling|weight|coef|coefficient|std|stddev|stdev|variance|rejected|lr|learning_rate|kl|penalty|reduction)(_|$)/;

/** Undefined where a metric's name tells nothing: `grad_norm`, `learning_rate`. */
export function metricDirection(key: string): MetricDirection | undefined {
  const name = key
    .replaceAll(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, "_");
  if (NEITHER.test(name)) {
    return undefined;
  }
  const [isLower, isHigher] = [LOWER.test(name), HIGHER.test(name) && !MEASURED.test(name)];
  if (isLower === isHigher) {
    return undefined;
  }
  return isLower ? "lower" : "higher";
}
