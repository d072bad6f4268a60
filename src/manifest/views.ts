export const CONTAINER = "mlArtifacts";

/** The kinds of panels, which VS Code opens again after a reload (`onWebviewPanel:`). */
export const PANELS = {
  page: "mlArtifacts.page",
  comparison: "mlArtifacts.comparison",
  runTable: "mlArtifacts.runTable",
  curves: "mlArtifacts.curves",
} as const;

/** Editors of our own: for files of the systems, which take it at once, and for those on disk, where it is a choice. */
export const EDITORS = {
  modelFile: "mlArtifacts.modelFile",
  localModelFile: "mlArtifacts.localModelFile",
} as const;
