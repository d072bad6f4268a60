import type { PageContent } from "../../src/sources/contract/page";

/** The page of a run with nothing on it. */
export function pageContent(overrides: Partial<PageContent> = {}): PageContent {
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
    problems: [],
    ...overrides,
  };
}
