import type { CurveStore } from "../curves/model/curveStore";
import type { FrameView } from "../parts/pageFrame";
import type { CompareChoices } from "./compareChoices";
import type { ComparePageMessage, ComparePageRequest } from "./messages";

/** All that the extension has told so far. */
export interface ComparePageShown extends ComparePageMessage {
  readonly curves: CurveStore;
}

/** Given to every part of the page. */
export type CompareView = FrameView<ComparePageRequest, ComparePageShown, CompareChoices>;
