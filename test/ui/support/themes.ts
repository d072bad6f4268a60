import type { VsCodeWindow } from "./vscodeWindow";
import { waitUntil } from "./waitUntil";

const THEMES = {
  dark: { name: "Dark Modern", mark: "vscode-dark" },
  light: { name: "Light Modern", mark: "vscode-light" },
  hcLight: { name: "Light High Contrast", mark: "vscode-high-contrast-light" },
  hc: { name: "Dark High Contrast", mark: "vscode-high-contrast" },
} as const;
export type Theme = keyof typeof THEMES;

/** Changes the theme as a person does, and waits until the webview in sight has it. */
export async function switchTheme(window: VsCodeWindow, theme: Theme): Promise<void> {
  const { name, mark } = THEMES[theme];
  await window.runCommand("Preferences: Color Theme");
  await window.quickInput.waitFor(/Color Theme/);
  await window.quickInput.type(name);
  await window.quickInput.choose(name);
  await window.quickInput.waitForClose();
  const body = window.webview().locator("body");
  await waitUntil(
    async () => (await body.getAttribute("class"))?.split(" ").includes(mark) === true,
    async () => `the page in ${name}; its body has the classes ${await body.getAttribute("class")}`,
  );
}
