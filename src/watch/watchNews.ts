import type { RunState } from "../sources/contract/liveRuns";
import type { LookTimes, RuleNews } from "./judgeRule";
import { judgeRule } from "./judgeRule";
import type { RunWatch } from "./runWatch";

/** The user is notified of this about a watched run. `at` is in ms since the epoch. */
export type WatchNews =
  | (RuleNews & { readonly watch: RunWatch; readonly state: RunState; readonly at: number })
  /** The service has the run no more. */
  | { readonly kind: "gone"; readonly watch: RunWatch };

/** Looks at a run by all of its rules; that it ended is the last to be told. */
export function newsOf(
  before: RunWatch,
  state: RunState,
  times: LookTimes,
): { readonly watch: RunWatch; readonly news: readonly WatchNews[] } {
  const judged = before.rules.map((rule) => judgeRule(rule, state, times));
  const watch = { ...before, name: state.name, rules: judged.map(({ rule }) => rule) };
  const told = judged.flatMap(({ news }) => news ?? []);
  const ended = told.filter(({ kind }) => kind === "ended").slice(0, 1);
  const news = [...told.filter(({ kind }) => kind !== "ended"), ...ended];
  return { watch, news: news.map((one) => ({ ...one, watch, state, at: times.now })) };
}
