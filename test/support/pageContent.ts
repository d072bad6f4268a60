import type { PanelContent } from "../../src/sources/contract/panelContent";
import { EMPTY_CONTENT } from "../../src/sources/contract/panelContent";

/** The page of a run with nothing on it. */
export function pageContent(overrides: Partial<PanelContent> = {}): PanelContent {
  return { ...EMPTY_CONTENT, noun: "Run", title: "vanilla", ...overrides };
}
