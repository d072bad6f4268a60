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
  changeSearch: "mlArtifacts.changeSearch",
  filterTop: "mlArtifacts.filterTop",
  changeTopFilter: "mlArtifacts.changeTopFilter",
  clearTopFilter: "mlArtifacts.clearTopFilter",
  sortTop: "mlArtifacts.sortTop",
  filterRow: "mlArtifacts.filterRow",
  changeRowFilter: "mlArtifacts.changeRowFilter",
  clearFilter: "mlArtifacts.clearFilter",
  sortRow: "mlArtifacts.sortRow",
  bestRuns: "mlArtifacts.bestRuns",
  turnRanking: "mlArtifacts.turnRanking",
  clearRanking: "mlArtifacts.clearRanking",
  showMetric: "mlArtifacts.showMetric",
  nameOwner: "mlArtifacts.nameOwner",
  goTo: "mlArtifacts.goTo",
  copyRow: "mlArtifacts.copyRow",
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
  openRunTable: "mlArtifacts.openRunTable",
  openFile: "mlArtifacts.openFile",
  previewFile: "mlArtifacts.previewFile",
  openFileToSide: "mlArtifacts.openFileToSide",
  openAsCurves: "mlArtifacts.openAsCurves",
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
  swapComparison: "mlArtifacts.swapComparison",
  mount: "mlArtifacts.mount",
  unmount: "mlArtifacts.unmount",
  star: "mlArtifacts.star",
  unstar: "mlArtifacts.unstar",
  pin: "mlArtifacts.pin",
  unpin: "mlArtifacts.unpin",
  watchRun: "mlArtifacts.watchRun",
  watchListing: "mlArtifacts.watchListing",
  stopWatching: "mlArtifacts.stopWatching",
  watchedRuns: "mlArtifacts.watchedRuns",
  archiveRow: "mlArtifacts.archiveRow",
  restoreRow: "mlArtifacts.restoreRow",
  deleteRow: "mlArtifacts.deleteRow",
  openSettings: "mlArtifacts.openSettings",
  agentAccess: "mlArtifacts.agentAccess",
  copyMcpConfiguration: "mlArtifacts.copyMcpConfiguration",
  changeAgentToken: "mlArtifacts.changeAgentToken",
  openAgentCall: "mlArtifacts.openAgentCall",
  showAgentAnswer: "mlArtifacts.showAgentAnswer",
  clearAgentCalls: "mlArtifacts.clearAgentCalls",
  showLog: "mlArtifacts.showLog",
} as const;

/** Runs for a place in an editor that names something; offered there alone. */
export const OPEN_MENTION = "mlArtifacts.openMention";

/** The commands that something is handed over to, by its shape. A menu of a view gives a row, and all that are selected. */
export const COMMAND_ARGUMENTS = {
  none: [],
  rows: [
    COMMANDS.refreshRow,
    COMMANDS.loadMore,
    COMMANDS.tryAgain,
    COMMANDS.filterRow,
    COMMANDS.changeRowFilter,
    COMMANDS.clearFilter,
    COMMANDS.sortRow,
    COMMANDS.bestRuns,
    COMMANDS.turnRanking,
    COMMANDS.clearRanking,
    COMMANDS.showMetric,
    COMMANDS.nameOwner,
    COMMANDS.copyPath,
    COMMANDS.copyPathInProject,
    COMMANDS.copyUri,
    COMMANDS.copyAddress,
    COMMANDS.copyId,
    COMMANDS.copyName,
    COMMANDS.copyFqn,
    COMMANDS.copyLink,
    COMMANDS.copyRunLink,
    COMMANDS.copyRowLink,
    COMMANDS.copySourceUrl,
    COMMANDS.copySnippet,
    COMMANDS.copyCurl,
    COMMANDS.copyLoadSnippet,
    COMMANDS.insertLoadSnippet,
    COMMANDS.openExternal,
    COMMANDS.openPage,
    COMMANDS.openRunTable,
    COMMANDS.openFileToSide,
    COMMANDS.findFile,
    COMMANDS.selectForCompare,
    COMMANDS.compareWithSelected,
    COMMANDS.compareSorted,
    COMMANDS.compareWithSameFile,
    COMMANDS.mount,
    COMMANDS.star,
    COMMANDS.unstar,
    COMMANDS.pin,
    COMMANDS.unpin,
    COMMANDS.archiveRow,
    COMMANDS.restoreRow,
    COMMANDS.watchRun,
    COMMANDS.watchListing,
  ],
  /** Files as editors and the Explorer give them: one URI, and all that are selected. */
  rowsOrFiles: [COMMANDS.openAsCurves, COMMANDS.download, COMMANDS.downloadMounted],
  /** A key gives the row that has the focus in a view, with the id of the view's system, as a pair. */
  rowsOrKey: [
    COMMANDS.copyRow,
    COMMANDS.deleteRow,
    COMMANDS.openFile,
    COMMANDS.previewFile,
    COMMANDS.comparePages,
    COMMANDS.changeSearch,
  ],
  /** A system's id. */
  system: [COMMANDS.removeKeys, COMMANDS.switchSite, COMMANDS.exploreSampleData],
  /** A system's id, and a site as addresses name it. */
  site: [COMMANDS.setKeys],
  /** The URI of a workspace folder. */
  folder: [COMMANDS.unmount],
  /** A system's id, and an address that the system knows. */
  mention: [OPEN_MENTION],
  /** A question of an agent, as its view has it. */
  agentCall: [COMMANDS.openAgentCall, COMMANDS.showAgentAnswer],
} as const;

export type ArgumentShape = keyof typeof COMMAND_ARGUMENTS;

type OwnCommand = (typeof COMMANDS)[keyof typeof COMMANDS] | typeof OPEN_MENTION;
export type CommandId = OwnCommand | ReturnType<typeof refreshCommandOf>;

type Taking = { readonly [S in ArgumentShape]: (typeof COMMAND_ARGUMENTS)[S][number] };

/** The shape of what a command takes. */
export type ShapeOf<C extends CommandId> = C extends Taking[Exclude<ArgumentShape, "none">]
  ? { [S in ArgumentShape]: C extends Taking[S] ? S : never }[ArgumentShape]
  : "none";

/** The kinds of panels, which VS Code opens again after a reload (`onWebviewPanel:`). */
export const PANELS = {
  page: "mlArtifacts.page",
  comparison: "mlArtifacts.comparison",
  runTable: "mlArtifacts.runTable",
  curves: "mlArtifacts.curves",
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
  enterOpensPage: "mlArtifacts.rows.enterOpensPage",
  areLinksShown: "mlArtifacts.links.enabled",
  agentsEnabled: "mlArtifacts.agents.enabled",
  agentsAllowed: "mlArtifacts.agents.allowed",
  /** True or false by the ids of systems. */
  agentSystems: "mlArtifacts.agents.systems",
  agentProjects: "mlArtifacts.agents.projects",
  agentServer: "mlArtifacts.agents.server",
  agentEditorAccess: "mlArtifacts.agents.editorAccess",
} as const;

/** Editors of our own: for files of the systems, which take it at once, and for those on disk, where it is a choice. */
export const EDITORS = {
  modelFile: "mlArtifacts.modelFile",
  localModelFile: "mlArtifacts.localModelFile",
} as const;

export const CONTAINER = "mlArtifacts";

/** The view of what agents asked. */
export const AGENTS_VIEW = "mlArtifacts.agents";

/** Begins the names of the tools for agents, before the verb. */
export const TOOL_PREFIX = "mlArtifacts_";

/** Offers the server for agents to VS Code itself. */
export const MCP_PROVIDER = "mlArtifacts.agents";

/** The view of a system. */
export function viewIdOf(systemId: string): string {
  return `mlArtifacts.${systemId}`;
}

/** The context key of a system's state: "unset", "signedOut", "ready", "misconfigured", or "starting". */
export function stateKeyOf(systemId: string): string {
  return `mlArtifacts.${systemId}.state`;
}

/** "Refresh" in the title of a system's view. */
export function refreshCommandOf(systemId: string): `mlArtifacts.${string}.refresh` {
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
  hasAgentCalls: "mlArtifacts.hasAgentCalls",
  /** The editor's own agents are offered the server. */
  isServerOffered: "mlArtifacts.isServerOffered",
} as const;
