import type { FrameView } from "../parts/pageFrame";
import type { CompareChoices } from "./compareChoices";
import type { ComparePageMessage, ComparePageRequest } from "./messages";

/** Given to every part of the page. */
export type CompareView = FrameView<ComparePageRequest, ComparePageMessage, CompareChoices>;
