import type { CommandId } from "./commands";
import { COMMANDS, OPEN_MENTION } from "./commands";

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

type Taking = { readonly [S in ArgumentShape]: (typeof COMMAND_ARGUMENTS)[S][number] };

/** The shape of what a command takes. */
export type ShapeOf<C extends CommandId> = C extends Taking[Exclude<ArgumentShape, "none">]
  ? { [S in ArgumentShape]: C extends Taking[S] ? S : never }[ArgumentShape]
  : "none";
