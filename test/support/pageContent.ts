import type { PanelContent } from "../../src/sources/contract/panelContent";

/** The page of a run with nothing on it. */
export function pageContent(overrides: Partial<PanelContent> = {}): PanelContent {
  return {
    noun: "Run",
    title: "vanilla",
    above: [],
    summary: [],
    description: "",
    facts: [],
    tags: [],
    links: [],
    params: [],
    metrics: [],
    tables: [],
    charts: [],
    texts: [],
    rowIds: [],
    abilities: [],
    problems: [],
    ...overrides,
  };
}
