import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import type { Extension } from "vscode";
import { extensions } from "vscode";

/** The extension as VS Code has loaded it from its folder. */
export function extensionUnderTest(): Extension<unknown> {
  const found = extensions.getExtension("ml-artifact-explorer.ml-artifact-explorer");
  if (found === undefined) {
    throw new Error("VS Code does not know the extension");
  }
  return found;
}

/** The names of the extension's bundles that this extension host has run so far. */
export function loadedBundles(): readonly string[] {
  const folder = join(extensionUnderTest().extensionPath, "dist");
  const files = Object.keys(createRequire(__filename).cache);
  return files.filter((file) => dirname(file) === folder).map((file) => basename(file));
}
