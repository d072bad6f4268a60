import type { PanelContent } from "../../sources/contract/panelContent";

/** Entries that never ran have metadata and files, where a run has parameters and artifacts. */
export function partNames({ status }: Pick<PanelContent, "status">) {
  return status === undefined
    ? ({ params: "Metadata", param: "entry", files: "Files" } as const)
    : ({ params: "Parameters", param: "parameter", files: "Artifacts" } as const);
}
