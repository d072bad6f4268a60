import type { Webview } from "vscode";
import { Uri } from "vscode";

/**
 * Puts one of the pages of `src/web` into a webview. It may run the scripts and load the styles and fonts of this extension
 * alone, and reach nothing else: no address, no frame, no inline script or style.
 */
export function showWebPage(webview: Webview, extensionUri: Uri, { name, title }: WebPage): void {
  const folder = Uri.joinPath(extensionUri, "dist", "web");
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  const uriOf = (file: string) => webview.asWebviewUri(Uri.joinPath(folder, file)).toString();
  const own = webview.cspSource;
  const policy = [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${own}`,
    `font-src ${own}`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  webview.html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <link rel="stylesheet" href="${uriOf(`${name}.css`)}" />
    <script type="module" src="${uriOf(`${name}.js`)}"></script>
  </head>
  <body></body>
</html>`;
}

/** A page of `src/web`. */
export interface WebPage {
  /** The folder of `src/web`, `entryPage`. */
  readonly name: string;
  /** Read by screen readers. A constant: it is put into the page as it is. */
  readonly title: string;
}
