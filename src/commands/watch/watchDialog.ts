import { window } from "vscode";
import { showInformation } from "../../host/messages/messageBox";
import type { MetricValue } from "../../sources/contract/liveRuns";
import { formatMetric } from "../../text/formatNumbers";
import { plainLabel, plainMessage } from "../../text/plainText";
import { parseThreshold, thresholdProblem } from "../../watch/threshold";
import type { WatchRule } from "../../watch/watchRule";
import { ruleKey } from "../../watch/watchRule";
import { askText } from "./askText";
import type { RuleChoice, RuleItem, WatchSubject } from "./ruleItems";
import { ruleItems } from "./ruleItems";

const USUAL_MINUTES = 15;
const MOST_MINUTES = 7 * 24 * 60;

/** Asks what a user wants to be notified of; one box more for each rule that has a number. Undefined when the user leaves. */
export async function askRules(subject: WatchSubject): Promise<readonly WatchRule[] | undefined> {
  const title = `Watch ${plainLabel(subject.title)}`;
  const placeHolder = "When should you be notified? Space selects, Enter accepts";
  const options = { title, placeHolder, matchOnDescription: true, canPickMany: true } as const;
  const picked = await window.showQuickPick<RuleItem>([...ruleItems(subject)], options);
  const choices = picked?.flatMap(({ choice }) => choice ?? []);
  if (choices?.length === 0) {
    await showInformation(`${title}: nothing was selected to be notified of.`);
  }
  if (choices === undefined || choices.length === 0) {
    return undefined;
  }
  const rules = new Map<string, WatchRule>();
  for (const choice of choices) {
    const rule = await ruleOf(choice, subject, title);
    if (rule === undefined) {
      return undefined;
    }
    rules.set(ruleKey(rule), rule);
  }
  return [...rules.values()];
}

async function ruleOf(choice: RuleChoice, { metrics }: WatchSubject, title: string): Promise<WatchRule | undefined> {
  if ("rule" in choice) {
    return choice.rule;
  }
  if (choice.asks === "minutes") {
    return await askMinutes(title);
  }
  const metric = choice.asks === "line" ? choice.metric : await askMetric(title, metrics);
  return metric && (await askLine(title, metric));
}

async function askMinutes(title: string): Promise<WatchRule | undefined> {
  const text = await askText({
    title: `${title}: no step is made`,
    placeholder: String(USUAL_MINUTES),
    value: String(USUAL_MINUTES),
    prompt: "Notifies you once no metric had a new step for so many minutes",
    problem: (typed) => (isMinutes(typed) ? undefined : "Write a number of minutes, from 1 to 10,080."),
  });
  return text === undefined ? undefined : { kind: "stalls", minutes: Number(text), isTold: false };
}

function isMinutes(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_MINUTES;
}

/** A run that has just begun has no metrics yet, and is the one worth watching most. */
async function askMetric(title: string, known: readonly MetricValue[]): Promise<MetricValue | undefined> {
  const key = await askText({
    title,
    placeholder: "eval_loss",
    prompt: "The metric's name",
    problem: (text) => (text === "" ? "Write the name of a metric." : undefined),
  });
  return key === undefined ? undefined : (known.find((metric) => metric.key === key) ?? { key });
}

async function askLine(title: string, { key, value }: MetricValue): Promise<WatchRule | undefined> {
  const text = await askText({
    title: `${title}: ${key}`,
    placeholder: "< 0.5 or > 0.9",
    prompt: plainMessage(`Notifies you once ${key} is below or above a value. ${valueWords(value)}`),
    problem: (typed) => thresholdProblem(key, typed, value),
  });
  const line = text === undefined ? undefined : parseThreshold(key, text);
  return line && { kind: "crosses", ...line, isTold: false };
}

function valueWords(value: number | undefined): string {
  return value === undefined ? "It has no value yet." : `It is ${formatMetric(value)} now.`;
}
