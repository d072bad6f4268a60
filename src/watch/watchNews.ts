import type { RunState } from "../sources/contract/liveRuns";
import type { RunWatch } from "./runWatch";
import { crossingValue, isBeyond, updateThreshold, valueOf } from "./threshold";

/** The user is notified of this about a watched run. */
export type WatchNews =
  | { readonly kind: "ended" | "crossed"; readonly watch: RunWatch; readonly state: RunState }
  /** The service has the run no more. */
  | { readonly kind: "gone"; readonly watch: RunWatch };

/** A crossed threshold is news once, and so is the end of the run. */
export function newsOf(
  before: RunWatch,
  state: RunState,
): { readonly watch: RunWatch; readonly news: readonly WatchNews[] } {
  const isCrossed = !before.isLineCrossed && isLineBehind(before, state);
  const line = before.line === undefined ? {} : { line: updateThreshold(before.line, state) };
  const watch = { ...before, ...line, name: state.name, isLineCrossed: before.isLineCrossed || isCrossed };
  const kinds = [...(isCrossed ? (["crossed"] as const) : []), ...(state.isFinal ? (["ended"] as const) : [])];
  return { watch, news: kinds.map((kind) => ({ kind, watch, state })) };
}

function isLineBehind({ line }: RunWatch, state: RunState): boolean {
  if (line === undefined) {
    return false;
  }
  const value = valueOf(state, line.metric);
  return (value !== undefined && isBeyond(line, value)) || crossingValue(line, state) !== undefined;
}
