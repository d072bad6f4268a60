import { cutEnd } from "../text/cutText";
import { formatDuration, formatMetric } from "../text/formatNumbers";
import type { MetricValue, RunState } from "../sources/contract/liveRuns";
import { plainLabel, plainMessage } from "../text/plainText";
import type { ListingWatch } from "./listingWatch";
import type { WatchedListing } from "./listingWatcher";
import type { WatchedRun } from "./watchedRun";
import type { RunWatch } from "./runWatch";
import type { Threshold } from "./threshold";
import { crossingValue, isBeyond, valueOf, wordsOf } from "./threshold";
import { ruleWords } from "./watchRule";
import type { WatchNews } from "./watchNews";

/** Names come from outside, and may be as long as they like. */
const MAX_NAME = 60;

/** The status bar's text: the run itself when it is the only one. `now` is in ms since the epoch. */
export function watchSummary(
  runs: readonly WatchedRun[],
  now: number,
  listings: readonly WatchedListing[] = [],
): string {
  const [run, listing] = [runs[0], listings[0]];
  if (run === undefined && listing === undefined) {
    return "";
  }
  const icon = [...runs, ...listings].some(({ isOutdated }) => isOutdated) ? "$(warning)" : "$(eye)";
  if (runs.length + listings.length > 1) {
    return `${icon} ${countsOf(runs.length, listings.length)} watched`;
  }
  const only = run === undefined ? [] : [shortName(run.watch), ...shortFacts(run, now)];
  return `${icon} ${plainLabel(listing === undefined ? only.join(" · ") : listingTitle(listing.watch))}`;
}

function countsOf(runs: number, listings: number): string {
  const counted = (count: number, noun: string) => (count === 0 ? [] : [`${count} ${count === 1 ? noun : `${noun}s`}`]);
  return [...counted(runs, "run"), ...counted(listings, "list")].join(" and ");
}

/** "Runs of qwen36 (status failed)". */
export function listingTitle({ name, filter }: Pick<ListingWatch, "name" | "filter">): string {
  return `Runs of ${cutEnd(name, MAX_NAME)}${filter === "" ? "" : ` (${cutEnd(filter, MAX_NAME)})`}`;
}

/** "3 under way · failures alone". */
export function listingFacts({ watch, count, isOutdated }: WatchedListing): string {
  const rules = watch.rules.map((rule) => (rule.kind === "ends" ? "ends" : ruleWords(rule)));
  return [`${count} under way`, ...rules, ...(isOutdated ? ["not updated recently"] : [])].join(" · ");
}

export function goneText(watch: ListingWatch): string {
  return plainMessage(`${listingTitle(watch)} are no longer watched: the service no longer lists them.`);
}

/** The runs a line each, as a tooltip or a list has room for. */
export function watchLines(runs: readonly WatchedRun[], now: number, listings: readonly WatchedListing[] = []): string {
  const lines = runs.map((run) => [shortName(run.watch), watchFacts(run, now)].filter(Boolean).join(": "));
  const lists = listings.map((listing) => `${listingTitle(listing.watch)}: ${listingFacts(listing)}`);
  return ["Watched runs", ...lines, ...lists].join("\n");
}

/** "running 42 min · eval_loss 1.23 · threshold eval_loss < 0.5". */
export function watchFacts({ watch, state, isOutdated }: WatchedRun, now: number): string {
  const rules = watch.rules.map(ruleWords).filter((words) => words !== "");
  const outdated = isOutdated ? ["not updated recently"] : [];
  const facts = state === undefined ? [] : [statusWords(state, now), ...metricWords(watch, state)];
  return [...facts, ...rules, ...outdated].join(" · ");
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
      return `: ${crossingWords(news.line, news.state)}`;
    case "broken":
      return `: ${news.metric.key} is ${formatMetric(news.metric.value ?? NaN)}`;
    case "improved":
      return ` has a new best ${news.metric.key}: ${formatMetric(news.metric.value ?? NaN)}`;
    case "stalled":
      return ` has made no step for ${formatDuration((news.at - news.since) / 1000)}`;
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

/** The first metric that it is watched for, else the one that says most. */
function shownMetric({ rules }: RunWatch, state: RunState): MetricValue | undefined {
  const line = rules.find(({ kind }) => kind === "crosses" || kind === "improves");
  const key = line !== undefined && "metric" in line ? line.metric : undefined;
  const value = key === undefined ? undefined : valueOf(state, key);
  return key === undefined || value === undefined ? state.best : { key, value };
}

function crossingWords(line: Threshold, state: RunState): string {
  return crossingOf(line, state) ?? "its metric has crossed the threshold";
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
