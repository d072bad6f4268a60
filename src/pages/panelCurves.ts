import { systemClock } from "../http/clock";
import type { PanelContent } from "../sources/contract/panelContent";
import type { CurvesMessage, CurvesRequest } from "../web/curves/model/curveMessages";
import { CurvesFeed } from "./curves/curvesFeed";
import type { ShownRun } from "./curves/curvesReader";
import type { PagesHost } from "./pagesHost";

/** The curves of a panel's page. */
export function curvesFeed(host: PagesHost, post: (message: CurvesMessage) => void): CurvesFeed {
  return new CurvesFeed({
    openCurves: host.openCurves,
    post,
    wordFailure: (action, error) => host.wordFailure(action, error),
    clock: systemClock,
    interval: () => host.curvesInterval(),
  });
}

/** Nothing is read for a page that is closed or out of sight. */
export function closingCurves(
  curves: CurvesFeed,
  onDidClose: () => void,
): { readonly onDidClose: () => void; readonly onDidHide: () => void } {
  return {
    onDidClose: () => {
      curves.close();
      onDidClose();
    },
    onDidHide: () => curves.close(),
  };
}

/** True for what runs, and for what has files, among which there may be some of a training. */
export function mayHaveCurves({ status, files }: PanelContent): boolean {
  return status !== undefined || files !== undefined;
}

type SteeringRequest = Extract<CurvesRequest, { kind: "openCurves" | "foldCurves" | "closeCurves" | "reloadCurves" }>;

/** Does what a page asks for its curves. */
export function steerCurves(feed: CurvesFeed, request: SteeringRequest, shown: readonly ShownRun[]): void {
  switch (request.kind) {
    case "openCurves":
      feed.open(shown);
      break;
    case "foldCurves":
      feed.fold(request.groups);
      break;
    case "closeCurves":
      feed.close();
      break;
    case "reloadCurves":
      feed.reload(shown);
  }
}
