/**
 * npm run bench [-- downloads | curves]: measures what a user waits for, side by side with what one would write instead, against the sample server
 * in another process. Fails only when something does not work, never because it is slow.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { ROOT } from "./setup/places.mjs";
import { runScript } from "./setup/runScript.mjs";
import { ensureTools } from "./setup/tools.mjs";
import { step } from "./setup/step.mjs";
import { build } from "./testing/build.mjs";
import { runNode } from "./testing/runCommand.mjs";

const FOLDER = join(ROOT, "out/bench");

/** The HTTP library is loaded when the product loads it, and as it is shipped. */
const lazyTransport = {
  name: "lazy-transport",
  setup: (build) =>
    build.onResolve({ filter: /\/undiciTransport$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "../../dist/undiciTransport.js", external: true } : undefined,
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
    plugins: [lazyTransport],
  });
}

await runScript(async () => {
  await ensureDependencies();
  if (process.argv[2] !== "downloads") await ensureTools({ needsBrowser: true });
  await step("Building", async () => {
    await build("--production");
    await bundle();
  });
  const { exitCode } = await runNode([join(FOLDER, "main.js"), ...process.argv.slice(2)]);
  process.exitCode = exitCode ?? 1;
});
