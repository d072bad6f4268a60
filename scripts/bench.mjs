/**
 * npm run bench [-- listing | downloads | curves | window | agents] [--short]: measures what a user waits for, side by side with
 * what one would write or use instead, against servers in other processes; --short measures each once. Fails only when
 * something does not work, never because it is slow.
 */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { ROOT } from "./setup/places.mjs";
import { runScript } from "./setup/runScript.mjs";
import { ensureTools } from "./setup/tools.mjs";
import { step } from "./setup/step.mjs";
import { build } from "./testing/build.mjs";
import { runNode } from "./testing/runCommand.mjs";

const FOLDER = join(ROOT, "out/bench");

/** The HTTP library, and what runs in a thread of its own, are loaded when the product loads them, and as they are shipped. */
const lazyModules = {
  name: "lazy-modules",
  setup: (build) =>
    build.onResolve({ filter: /\/(undiciTransport|readProjectFiles)$/ }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path: `../../dist/${basename(path)}.js`, external: true } : undefined,
    ),
};

/** Bundles the measurements as esbuild.mjs bundles the product, only that errors stay readable. */
async function bundle() {
  const { build: bundleFiles } = await import("esbuild");
  const folder = join(ROOT, "test/bench");
  const entries = readdirSync(folder).map((file) => [file.replace(/\.ts$/, ""), join(folder, file)]);
  await bundleFiles({
    entryPoints: {
      ...Object.fromEntries(entries),
      sampleMain: join(ROOT, "src/sample/main.ts"),
    },
    outdir: FOLDER,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    supported: { "dynamic-import": false },
    logLevel: "warning",
    external: ["vscode", "playwright-core"],
    plugins: [lazyModules],
  });
}

/** Curves and what is seen in a window alone need one. Without it they are left out, and all else is measured. */
async function leftOut() {
  if (["listing", "downloads", "agents"].includes(process.argv[2])) return [];
  try {
    await ensureTools({ needsBrowser: true });
    return [];
  } catch (error) {
    console.log(`Left out: curves, window. ${error.message}`);
    return ["--no-curves", "--no-window"];
  }
}

await runScript(async () => {
  await ensureDependencies();
  const more = await leftOut();
  await step("Building", async () => {
    await build("--production");
    await bundle();
  });
  const { exitCode } = await runNode([join(FOLDER, "main.js"), ...process.argv.slice(2), ...more]);
  process.exitCode = exitCode ?? 1;
});
