/** Every name that package.json knows as well. A test holds the two together. */
export const COMMANDS = {
  setKeys: "mlArtifacts.setKeys",
  removeKeys: "mlArtifacts.removeKeys",
  checkConnections: "mlArtifacts.checkConnections",
  switchSite: "mlArtifacts.switchSite",
  exploreSampleData: "mlArtifacts.exploreSampleData",
  leaveSampleData: "mlArtifacts.leaveSampleData",
  refresh: "mlArtifacts.refresh",
  refreshRow: "mlArtifacts.refreshRow",
  loadMore: "mlArtifacts.loadMore",
  tryAgain: "mlArtifacts.tryAgain",
  search: "mlArtifacts.search",
  clearSearch: "mlArtifacts.clearSearch",
  filterTop: "mlArtifacts.filterTop",
  changeTopFilter: "mlArtifacts.changeTopFilter",
  clearTopFilter: "mlArtifacts.clearTopFilter",
  sortTop: "mlArtifacts.sortTop",
  filterRow: "mlArtifacts.filterRow",
  changeRowFilter: "mlArtifacts.changeRowFilter",
  clearFilter: "mlArtifacts.clearFilter",
  sortRow: "mlArtifacts.sortRow",
  goTo: "mlArtifacts.goTo",
  copyPath: "mlArtifacts.copyPath",
  copyPathInProject: "mlArtifacts.copyPathInProject",
  copyUri: "mlArtifacts.copyUri",
  copyAddress: "mlArtifacts.copyAddress",
  copyId: "mlArtifacts.copyId",
  copyName: "mlArtifacts.copyName",
  copyFqn: "mlArtifacts.copyFqn",
  copyLink: "mlArtifacts.copyLink",
  copyRunLink: "mlArtifacts.copyRunLink",
  copyRowLink: "mlArtifacts.copyRowLink",
  copySourceUrl: "mlArtifacts.copySourceUrl",
  copySnippet: "mlArtifacts.copySnippet",
  copyCurl: "mlArtifacts.copyCurl",
  copyLoadSnippet: "mlArtifacts.copyLoadSnippet",
  insertLoadSnippet: "mlArtifacts.insertLoadSnippet",
  openExternal: "mlArtifacts.openExternal",
  openPage: "mlArtifacts.openPage",
  comparePages: "mlArtifacts.comparePages",
  openFile: "mlArtifacts.openFile",
  openFileToSide: "mlArtifacts.openFileToSide",
  findFile: "mlArtifacts.findFile",
  download: "mlArtifacts.download",
  /** The same from the Explorer, where VS Code has a "Download…" of its own that reads files whole. */
  downloadMounted: "mlArtifacts.downloadMounted",
  continueDownloads: "mlArtifacts.continueDownloads",
  selectForCompare: "mlArtifacts.selectForCompare",
  compareWithSelected: "mlArtifacts.compareWithSelected",
  compareSorted: "mlArtifacts.compareSorted",
  compareWithSameFile: "mlArtifacts.compareWithSameFile",
  sortComparison: "mlArtifacts.sortComparison",
  unsortComparison: "mlArtifacts.unsortComparison",
  mount: "mlArtifacts.mount",
  unmount: "mlArtifacts.unmount",
  star: "mlArtifacts.star",
  unstar: "mlArtifacts.unstar",
  pin: "mlArtifacts.pin",
  unpin: "mlArtifacts.unpin",
  watchRun: "mlArtifacts.watchRun",
  stopWatching: "mlArtifacts.stopWatching",
  watchedRuns: "mlArtifacts.watchedRuns",
  deleteRow: "mlArtifacts.deleteRow",
  openSettings: "mlArtifacts.openSettings",
  showLog: "mlArtifacts.showLog",
} as const;

/** The kinds of panels, which VS Code opens again after a reload (`onWebviewPanel:`). */
export const PANELS = {
  page: "mlArtifacts.page",
  comparison: "mlArtifacts.comparison",
} as const;

/** Settings that belong to no system. */
export const SETTINGS = {
  /** In MB. */
  maxFileSize: "mlArtifacts.files.maxSize",
  liveEnabled: "mlArtifacts.live.enabled",
  /** In seconds. */
  liveInterval: "mlArtifacts.live.interval",
  /** At once, of one download. */
  downloadConnections: "mlArtifacts.downloads.connections",
  areLinksShown: "mlArtifacts.links.enabled",
} as const;

/** Editors of our own: for files of the systems, which take it at once, and for those on disk, where it is a choice. */
export const EDITORS = {
  modelFile: "mlArtifacts.modelFile",
  localModelFile: "mlArtifacts.localModelFile",
} as const;

export const CONTAINER = "mlArtifacts";

/** Runs for a place in an editor that names something; offered there alone. Its arguments are a system's id and an address. */
export const OPEN_MENTION = "mlArtifacts.openMention";

/** The view of a system. */
export function viewIdOf(systemId: string): string {
  return `mlArtifacts.${systemId}`;
}

/** The context key of a system's state: "unset", "signedOut", "ready", "misconfigured", or "starting". */
export function stateKeyOf(systemId: string): string {
  return `mlArtifacts.${systemId}.state`;
}

/** "Refresh" in the title of a system's view. */
export function refreshCommandOf(systemId: string): string {
  return `mlArtifacts.${systemId}.refresh`;
}

/** Context keys that the manifest's `when` clauses ask for, beside the states. */
export const CONTEXT_KEYS = {
  isSampleData: "mlArtifacts.isSampleData",
  hasSearch: "mlArtifacts.hasSearch",
  /** Lists of views, for `view in …`. */
  filterableViews: "mlArtifacts.filterableViews",
  filteredViews: "mlArtifacts.filteredViews",
  sortableViews: "mlArtifacts.sortableViews",
  hasWatchedRuns: "mlArtifacts.hasWatchedRuns",
  hasCompareSelection: "mlArtifacts.hasCompareSelection",
} as const;
