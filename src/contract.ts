/** Every name that package.json knows as well. A test holds the two together. */
export const COMMANDS = {
  setKeys: "mlArtifacts.setKeys",
  removeKeys: "mlArtifacts.removeKeys",
  switchSite: "mlArtifacts.switchSite",
  exploreSampleData: "mlArtifacts.exploreSampleData",
  leaveSampleData: "mlArtifacts.leaveSampleData",
  refresh: "mlArtifacts.refresh",
  refreshRow: "mlArtifacts.refreshRow",
  loadMore: "mlArtifacts.loadMore",
  tryAgain: "mlArtifacts.tryAgain",
  copyPath: "mlArtifacts.copyPath",
  copyPathInProject: "mlArtifacts.copyPathInProject",
  copyUri: "mlArtifacts.copyUri",
  copyId: "mlArtifacts.copyId",
  copyLink: "mlArtifacts.copyLink",
  copyCurl: "mlArtifacts.copyCurl",
  openExternal: "mlArtifacts.openExternal",
  openSettings: "mlArtifacts.openSettings",
  showLog: "mlArtifacts.showLog",
} as const;

export const CONTAINER = "mlArtifacts";

export const VIEWS = {
  modelLab: "mlArtifacts.modelLab",
} as const;
export type ViewId = (typeof VIEWS)[keyof typeof VIEWS];

export const SETTINGS = {
  modelLabSite: "mlArtifacts.modelLab.site",
  modelLabCustomUrl: "mlArtifacts.modelLab.customUrl",
} as const;

/** Context keys that the manifest's `when` clauses ask for. */
export const CONTEXT_KEYS = {
  /** "signedOut", "ready" or "misconfigured"; undefined before it is known. */
  modelLabState: "mlArtifacts.modelLab.state",
  isSampleData: "mlArtifacts.isSampleData",
} as const;
