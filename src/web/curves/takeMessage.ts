import type { CurvesMessage, CurvesRequest } from "./model/curveMessages";
import type { CurveChoices } from "./model/curveChoices";
import type { CurveStore } from "./model/curveStore";
import { withCurves } from "./model/curveStore";

/** Adds a message to what a page shows: one of its own, or one of curves. */
export function takeMessage<Message extends { readonly kind: "show" }>(
  shown: (Message & { readonly curves: CurveStore }) | undefined,
  message: Message | CurvesMessage,
): (Message & { readonly curves: CurveStore }) | undefined {
  if (message.kind === "show") {
    return { ...message, curves: shown?.curves ?? new Map() };
  }
  return shown && { ...shown, curves: withCurves(shown.curves, message) };
}

const READY = { kind: "ready" } as const;
type ReadyRequest = typeof READY | Extract<CurvesRequest, { kind: "foldCurves" | "openCurves" }>;

/** False while curves are on their way, which the user may have scrolled to. */
export function areCurvesThere(
  { curves, hasCurves }: { readonly curves: CurveStore; readonly hasCurves: boolean },
  { isOpen }: CurveChoices,
): boolean {
  const all = [...curves.values()];
  return !isOpen || !hasCurves || (all.length > 0 && all.every(({ reading }) => reading.progress === undefined));
}

/** A page that is made again requests its curves again, where they were open. */
export function readyRequests({ isOpen, folded }: CurveChoices): readonly ReadyRequest[] {
  return isOpen ? [READY, { kind: "foldCurves", groups: folded }, { kind: "openCurves" }] : [READY];
}
