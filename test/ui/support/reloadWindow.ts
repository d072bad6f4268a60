import type { VsCodeWindow } from "./vscodeWindow";

/** Reloads the window by VS Code's own command, which first keeps what `VsCodeWindow.reload` may lose: the state of webviews. */
export async function reloadWindow(window: VsCodeWindow): Promise<void> {
  const loaded = window.page.waitForEvent("load");
  await window.runCommand("Developer: Reload Window");
  await loaded;
  await window.page.locator(".monaco-workbench .part.statusbar").waitFor();
}
