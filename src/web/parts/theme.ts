/** A colour of the theme, for what is drawn on a canvas. `name` is a theme colour's, `charts.blue`. */
export function themeColor(name: string, fallback: string): string {
  const style = getComputedStyle(document.documentElement);
  return style.getPropertyValue(`--vscode-${name.replaceAll(".", "-")}`).trim() || fallback;
}

export function isHighContrast(): boolean {
  return document.body.classList.contains("vscode-high-contrast");
}

export function themeFont(): string {
  return getComputedStyle(document.body).fontFamily;
}

/** Calls back after the theme has changed. */
export function onDidChangeTheme(listener: () => void): void {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { attributes: true, attributeFilter: ["class", "data-vscode-theme-id"] });
}

/** True for themes with a light background, the one of high contrast included. */
export function isLight(): boolean {
  const { classList } = document.body;
  return classList.contains("vscode-light") || classList.contains("vscode-high-contrast-light");
}
