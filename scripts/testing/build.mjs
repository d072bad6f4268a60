import { runNode } from "./runCommand.mjs";

/** Bundles the extension; `args` are those of esbuild.mjs. Says nothing unless it fails. */
export async function build(...args) {
  const { exitCode, output } = await runNode(["esbuild.mjs", ...args], { isQuiet: true });
  if (exitCode !== 0) throw new Error(`The build failed:\n${output.trimEnd()}`);
}
