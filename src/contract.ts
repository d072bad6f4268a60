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
  filterRow: "mlArtifacts.filterRow",
  goTo: "mlArtifacts.goTo",
  copyPath: "mlArtifacts.copyPath",
  copyPathInProject: "mlArtifacts.copyPathInProject",
  copyUri: "mlArtifacts.copyUri",
  copyId: "mlArtifacts.copyId",
  copyName: "mlArtifacts.copyName",
  copyFqn: "mlArtifacts.copyFqn",
  copyLink: "mlArtifacts.copyLink",
  copySourceUrl: "mlArtifacts.copySourceUrl",
  copySnippet: "mlArtifacts.copySnippet",
  copyCurl: "mlArtifacts.copyCurl",
  openExternal: "mlArtifacts.openExternal",
  openFile: "mlArtifacts.openFile",
  openFileToSide: "mlArtifacts.openFileToSide",
  download: "mlArtifacts.download",
  selectForCompare: "mlArtifacts.selectForCompare",
  compareWithSelected: "mlArtifacts.compareWithSelected",
  mount: "mlArtifacts.mount",
  unmount: "mlArtifacts.unmount",
  deleteRow: "mlArtifacts.deleteRow",
  openSettings: "mlArtifacts.openSettings",
  showLog: "mlArtifacts.showLog",
} as const;

/** Settings that belong to no system. */
export const SETTINGS = {
  /** In MB. */
  maxFileSize: "mlArtifacts.files.maxSize",
} as const;

export const CONTAINER = "mlArtifacts";

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
  hasCompareSelection: "mlArtifacts.hasCompareSelection",
} as const;
