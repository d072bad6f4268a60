import type { SidebarView } from "./sidebarView";
import type { RowTarget } from "./treeRows";
import type { VsCodeWindow } from "./vscodeWindow";
import { waitUntil } from "./waitUntil";

/** "Download…" in a row's menu, to the folder that the dialog offers first: little, with nothing in its way, needs no other question. */
export async function downloadAtOnce(
  window: VsCodeWindow,
  row: RowTarget,
  view: SidebarView = window.view(),
): Promise<void> {
  await view.chooseFromMenu(row, "Download…");
  await window.quickInput.waitFor(/Download to a Folder on/);
  await waitUntil(async () => {
    if (!(await window.quickInput.isOpen())) return true;
    await window.page.keyboard.press("Enter");
    return window.page.waitForTimeout(300).then(() => false);
  }, "the folder to be taken");
}

/** "Download…" in a row's menu, to the folder that the dialog offers first, as far as the question how much. */
export async function chooseDownload(
  window: VsCodeWindow,
  row: RowTarget,
  view: SidebarView = window.view(),
): Promise<void> {
  await view.chooseFromMenu(row, "Download…");
  await window.quickInput.waitFor(/Download to a Folder on/);
  // The dialog looks at the folder first: an Enter that comes too early does nothing.
  await waitUntil(async () => {
    if (await window.dialog.isOpen()) return true;
    if (await window.quickInput.isOpen()) await window.page.keyboard.press("Enter");
    return window.page.waitForTimeout(300).then(() => false);
  }, "the question how much to download");
}
