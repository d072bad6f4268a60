import { source } from "axe-core";
import type { Frame, FrameLocator, Page } from "playwright-core";
import { waitUntil } from "./waitUntil";

/**
 * VS Code draws a row's name and its description without a space between them, and gives a view's title a name of its own: no
 * accessible name can have that text in it.
 */
const BY_VSCODE = { "label-content-name-mismatch": { enabled: false } };

/** Finds what axe finds in the sidebar: "color-contrast: .label-name …". */
export async function violationsInPage(page: Page): Promise<readonly string[]> {
  return await violations(page.mainFrame(), `{ include: [".part.sidebar"] }, ${JSON.stringify({ rules: BY_VSCODE })}`);
}

/** Finds what axe finds in the document of a webview. */
export async function violationsIn(webview: FrameLocator): Promise<readonly string[]> {
  const frame = await waitUntil(async () => {
    const body = await webview.locator("body").elementHandle();
    return (await body.ownerFrame()) ?? false;
  }, "the webview's frame");
  return await violations(frame, "document");
}

/** Evaluated from outside, which the pages' policies leave alone. */
async function violations(frame: Frame, where: string): Promise<readonly string[]> {
  await frame.evaluate(source);
  return await frame.evaluate<readonly string[]>(`axe.run(${where}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) => id + ": " + target.join(" ") + " " + (any[0]?.message ?? ""))))`);
}
