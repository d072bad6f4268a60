import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../setup/places.mjs";
import { build } from "./build.mjs";
import { runNode } from "./runCommand.mjs";

/** Builds for production, packs the vsix, and returns its path. */
export async function packageExtension() {
  await build("--production");
  const { name, version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  const file = join(ROOT, `${name}-${version}.vsix`);
  // No public address to make the README's relative links absolute with.
  const options = ["--no-dependencies", "--skip-license", "--allow-missing-repository", "--no-rewrite-relative-links"];
  const args = ["package", ...options, "--out", file];
  const { exitCode, output } = await runNode(["node_modules/@vscode/vsce/vsce", ...args], { isQuiet: true });
  if (exitCode !== 0) throw new Error(`Packaging failed:\n${output.trimEnd()}`);
  return file;
}
