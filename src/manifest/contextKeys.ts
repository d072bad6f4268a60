/** Context keys that the manifest's `when` clauses ask for, beside the states. */
export const CONTEXT_KEYS = {
  isSampleData: "mlArtifacts.isSampleData",
  /** Lists of views, for `view in …`. */
  filterableViews: "mlArtifacts.filterableViews",
  filteredViews: "mlArtifacts.filteredViews",
  searchedViews: "mlArtifacts.searchedViews",
  sortableViews: "mlArtifacts.sortableViews",
  hasWatchedRuns: "mlArtifacts.hasWatchedRuns",
  hasCompareSelection: "mlArtifacts.hasCompareSelection",
  hasAgentCalls: "mlArtifacts.hasAgentCalls",
  /** The editor's own agents are offered the server. */
  isServerOffered: "mlArtifacts.isServerOffered",
} as const;
