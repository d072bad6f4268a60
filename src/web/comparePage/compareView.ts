import type { FrameView } from "../parts/pageFrame";
import type { CompareChoices } from "./compareChoices";
import type { ComparePageMessage, ComparePageRequest } from "./messages";

/** What every part of the page is given. */
export type CompareView = FrameView<ComparePageRequest, ComparePageMessage, CompareChoices>;
