import type { VsCodeWindow } from "./vscodeWindow";
import { waitUntil } from "./waitUntil";

const THEMES = {
  dark: { name: "Default Dark Modern", mark: "vscode-dark" },
  light: { name: "Default Light Modern", mark: "vscode-light" },
  hcLight: { name: "Default High Contrast Light", mark: "vscode-high-contrast-light" },
  hc: { name: "Default High Contrast", mark: "vscode-high-contrast" },
} as const;
export type Theme = keyof typeof THEMES;

/** Changes the theme by its setting, and waits until the webview in sight has it. */
export async function switchTheme(window: VsCodeWindow, theme: Theme): Promise<void> {
  const { name, mark } = THEMES[theme];
  window.profile.changeMachineSetting("workbench.colorTheme", name);
  const body = window.webview().locator("body");
  await waitUntil(
    async () => (await body.getAttribute("class"))?.split(" ").includes(mark) === true,
    async () => `the page in ${name}; its body has the classes ${await body.getAttribute("class")}`,
  );
}
