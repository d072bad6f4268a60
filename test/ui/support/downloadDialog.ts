import type { SidebarView } from "./sidebarView";
import type { RowTarget } from "./treeRows";
import type { VsCodeWindow } from "./vscodeWindow";

/** "Download…" in a row's menu, to the folder that the dialog offers first: little, with nothing in its way, needs no other question. */
export async function downloadAtOnce(
  window: VsCodeWindow,
  row: RowTarget,
  view: SidebarView = window.view(),
): Promise<void> {
  await view.chooseFromMenu(row, "Download…");
  await window.quickInput.waitFor(/Download to a Folder on/);
  await window.quickInput.acceptUntilClosed("the folder to be taken");
}

/** "Download…" in a row's menu, to the folder that the dialog offers first, as far as the question how much. */
export async function chooseDownload(
  window: VsCodeWindow,
  row: RowTarget,
  view: SidebarView = window.view(),
): Promise<void> {
  await view.chooseFromMenu(row, "Download…");
  await window.quickInput.waitFor(/Download to a Folder on/);
  await window.quickInput.acceptUntil(() => window.dialog.isOpen(), "the question how much to download");
}
