import { cutEnd } from "../text/cutText";
import { formatDuration, formatMetric } from "../text/formatNumbers";
import type { MetricValue, RunState } from "../sources/contract/liveRuns";
import { plainLabel, plainMessage } from "../text/plainText";
import type { WatchedRun } from "./runWatcher";
import type { RunWatch } from "./runWatch";
import type { Threshold } from "./threshold";
import { crossingValue, isBeyond, thresholdText, valueOf, wordsOf } from "./threshold";
import type { WatchNews } from "./watchNews";

/** Names come from outside, and may be as long as they like. */
const MAX_NAME = 60;

/** The status bar's text: the run itself when it is the only one. `now` is in ms since the epoch. */
export function watchSummary(runs: readonly WatchedRun[], now: number): string {
  const [run] = runs;
  if (run === undefined) {
    return "";
  }
  const icon = runs.some(({ isOutdated }) => isOutdated) ? "$(warning)" : "$(eye)";
  const text =
    runs.length > 1
      ? `${runs.length} runs watched`
      : plainLabel([shortName(run.watch), ...shortFacts(run, now)].join(" · "));
  return `${icon} ${text}`;
}

/** The runs a line each, as a tooltip or a list has room for. */
export function watchLines(runs: readonly WatchedRun[], now: number): string {
  const lines = runs.map((run) => [shortName(run.watch), watchFacts(run, now)].filter(Boolean).join(": "));
  return ["Watched runs", ...lines].join("\n");
}

/** "running 42 min · eval_loss 1.23 · threshold eval_loss < 0.5". */
export function watchFacts({ watch, state, isOutdated }: WatchedRun, now: number): string {
  const { line, isLineCrossed } = watch;
  const lineWords = line === undefined ? [] : [`${isLineCrossed ? "crossed" : "threshold"} ${thresholdText(line)}`];
  const outdated = isOutdated ? ["not updated recently"] : [];
  const facts = state === undefined ? [] : [statusWords(state, now), ...metricWords(watch, state)];
  return [...facts, ...lineWords, ...outdated].join(" · ");
}

/** Words news as a sentence. */
export function newsText(news: WatchNews): string {
  return plainMessage(`Run ${shortName(news.watch)}${newsWords(news)}.`);
}

function newsWords(news: WatchNews): string {
  switch (news.kind) {
    case "gone":
      return " is no longer watched: the service no longer has it";
    case "crossed":
      return `: ${crossingWords(news.watch, news.state)}`;
    case "ended":
      return ` ${endWords(news.state)}${withMetric(news.watch, news.state)}`;
  }
}

function shortFacts({ watch, state }: WatchedRun, now: number): readonly string[] {
  return state === undefined ? [] : [timeWords(state, now), ...metricWords(watch, state)];
}

function statusWords(state: RunState, now: number): string {
  return state.status === "running" ? `running ${timeWords(state, now)}` : timeWords(state, now);
}

/** How long it has run; of what does not run, its status. */
function timeWords({ status, startedAt }: RunState, now: number): string {
  return status === "running" && startedAt !== undefined
    ? formatDuration(Math.max(0, Math.floor((now - startedAt) / 1000)))
    : status;
}

function metricWords(watch: RunWatch, state: RunState): readonly string[] {
  const { key, value } = shownMetric(watch, state) ?? {};
  return key === undefined || value === undefined ? [] : [`${key} ${formatMetric(value)}`];
}

/** The metric that the line is of, else the one that says most. */
function shownMetric({ line }: RunWatch, state: RunState): MetricValue | undefined {
  const value = line === undefined ? undefined : valueOf(state, line.metric);
  return line === undefined || value === undefined ? state.best : { key: line.metric, value };
}

function crossingWords({ line }: RunWatch, state: RunState): string {
  return (line && crossingOf(line, state)) ?? "its metric has crossed the threshold";
}

function crossingOf(line: Threshold, state: RunState): string | undefined {
  const value = valueOf(state, line.metric);
  const farthest = crossingValue(line, state);
  if (value !== undefined && (farthest === undefined || isBeyond(line, value))) {
    return `${line.metric} is ${formatMetric(value)}, ${wordsOf(line)}`;
  }
  return farthest === undefined
    ? undefined
    : `${line.metric} was ${formatMetric(farthest)}, ${wordsOf(line)}, and ${valueWords(value)} now`;
}

/** A run that diverges may have a metric without a latest value. */
function valueWords(value: number | undefined): string {
  return value === undefined ? "has no value" : `is ${formatMetric(value)}`;
}

function endWords({ status, duration }: RunState): string {
  const words: Readonly<Record<string, string>> = {
    killed: "was killed",
    completed: "completed",
    finished: "finished",
    failed: "failed",
  };
  const after = duration === undefined ? "" : ` after ${formatDuration(duration)}`;
  return `${words[status] ?? `ended as ${status}`}${after}`;
}

function withMetric(watch: RunWatch, state: RunState): string {
  const [metric] = metricWords(watch, state);
  return metric === undefined ? "" : `, with ${metric}`;
}

export function shortName({ name }: Pick<RunWatch, "name">): string {
  return cutEnd(name, MAX_NAME);
}
