import { QuickPickItemKind, window } from "vscode";
import { plainLabel, plainMessage } from "../../text/plainText";
import type { Threshold } from "../../watch/threshold";
import { thresholdProblem, parseThreshold } from "../../watch/threshold";
import { formatMetric } from "../../text/formatNumbers";
import type { MetricValue, RunState } from "../../sources/contract/liveRuns";
import { askText } from "./askText";

const BY_NAME: MetricValue = { key: "" };

/** Asks which metric's value a user wants to be told of, if any. Undefined when the user leaves. */
export async function askThreshold({ name, metrics, best }: RunState): Promise<Threshold | "none" | undefined> {
  const ofBest = metrics.filter(({ key }) => key === best?.key);
  const others = metrics.filter(({ key }) => key !== best?.key);
  const none = { label: "$(bell) When it ends", description: "", metric: undefined };
  const heading = {
    label: "and when a metric crosses a threshold",
    kind: QuickPickItemKind.Separator,
    metric: undefined,
  };
  const byName = { label: "$(edit) A metric by its name…", description: "one that has no value yet", metric: BY_NAME };
  const items = [none, heading, ...[...ofBest, ...others].map(metricItem), byName];
  const title = `Watch ${plainLabel(name)}`;
  const placeHolder = "When should you be notified?";
  const picked = await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  if (picked === undefined) {
    return undefined;
  }
  if (picked.metric === undefined) {
    return "none";
  }
  const metric = picked.metric === BY_NAME ? await askMetric(name, metrics) : picked.metric;
  return metric === undefined ? undefined : await askComparison(name, metric);
}

/** A run that has just begun has no metrics yet, and is the one worth watching most. */
async function askMetric(name: string, known: readonly MetricValue[]): Promise<MetricValue | undefined> {
  const key = await askText({
    title: `Watch ${name}`,
    placeholder: "eval_loss",
    prompt: "The metric's name",
    problem: (text) => (text === "" ? "Write the name of a metric." : undefined),
  });
  return key === undefined ? undefined : (known.find((metric) => metric.key === key) ?? { key });
}

function metricItem(metric: MetricValue) {
  const description = metric.value === undefined ? "no latest value" : formatMetric(metric.value);
  return { label: plainLabel(metric.key), description, metric };
}

async function askComparison(name: string, { key, value }: MetricValue): Promise<Threshold | undefined> {
  const text = await askText({
    title: `Watch ${name}: ${key}`,
    placeholder: "< 0.5 or > 0.9",
    prompt: plainMessage(`Notifies you once ${key} is below or above a value. ${valueWords(value)}`),
    problem: (typed) => thresholdProblem(key, typed, value),
  });
  return text === undefined ? undefined : parseThreshold(key, text);
}

function valueWords(value: number | undefined): string {
  return value === undefined ? "It has no value yet." : `It is ${formatMetric(value)} now.`;
}
