import { QuickPickItemKind, window } from "vscode";
import { plainLabel } from "../host/plainLabel";
import type { WatchLine } from "../host/watchLine";
import { lineProblem, parseLine } from "../host/watchLine";
import { formatMetric } from "../sources/formatNumbers";
import type { MetricValue, RunState } from "../sources/liveRuns";

/** Asks which metric's value a user wants to be told of, if any. Undefined when the user leaves. */
export async function askLine({ name, metrics, best }: RunState): Promise<WatchLine | "none" | undefined> {
  const ofBest = metrics.filter(({ key }) => key === best?.key);
  const others = metrics.filter(({ key }) => key !== best?.key);
  const none = { label: "$(bell) When it ends", description: "", metric: undefined };
  const heading = { label: "and when a metric crosses a line", kind: QuickPickItemKind.Separator, metric: undefined };
  const items = metrics.length === 0 ? [none] : [none, heading, ...[...ofBest, ...others].map(metricItem)];
  const title = `Watch ${plainLabel(name)}`;
  const placeHolder = "When do you want to be told?";
  const picked = await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  if (picked === undefined) {
    return undefined;
  }
  return picked.metric === undefined ? "none" : await askComparison(name, picked.metric);
}

function metricItem(metric: MetricValue) {
  return { label: plainLabel(metric.key), description: formatMetric(metric.value), metric };
}

async function askComparison(name: string, { key, value }: MetricValue): Promise<WatchLine | undefined> {
  const text = await window.showInputBox({
    title: `Watch ${name}: ${key}`,
    placeHolder: "< 0.5 or > 0.9",
    prompt: `You are told once ${key} is below or above a value. It is ${formatMetric(value)} now.`,
    validateInput: (typed) => (typed.trim() === "" ? undefined : lineProblem(key, typed, value)),
  });
  return text === undefined ? undefined : parseLine(key, text);
}
