/**
 * node esbuild.mjs [--production | --watch] [--tests]
 *
 * Bundles src/extension.ts into dist/. A module that is imported with `import("./module")` becomes a chunk of its own, so
 * that what it holds is read from disk only when it is used. What several chunks use is in chunks that they share, once:
 * a class is the same wherever it comes from.
 *
 * What runs in webviews, src/web/<page>/main.ts, is bundled for the browser into dist/web/<page>.js and .css.
 *
 * --tests bundles the tests that run inside VS Code into out/test/host/ in the same way.
 */
import { existsSync, readdirSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { context } from "esbuild";
import { bundleNode } from "./scripts/nodeBundles.mjs";

const ROOT = import.meta.dirname;
const flags = new Set(process.argv.slice(2));
const isProduction = flags.has("--production");
const mode = flags.has("--watch") ? "watch" : "write";

/**
 * The pages of webviews, each in one file: a window that is far from its extension waits long for each, and a file that is
 * found in another is asked for only then.
 */
async function bundleWeb() {
  const folder = join(ROOT, "src/web");
  const pages = readdirSync(folder).filter((name) => existsSync(join(folder, name, "main.ts")));
  const entries = pages.map((name) => [name, join(folder, name, "main.ts")]);
  const build = await context({
    entryPoints: Object.fromEntries(entries),
    outdir: join(ROOT, "dist/web"),
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "chrome128",
    loader: { ".ttf": "file" },
    minify: isProduction,
    sourcemap: !isProduction,
    metafile: true,
    logLevel: "warning",
  });
  if (mode === "watch") return build.watch();
  const { metafile } = await build.rebuild().finally(() => build.dispose());
  return metafile;
}

async function bundleExtension() {
  if (mode !== "watch") await rm(join(ROOT, "dist"), { recursive: true, force: true });
  const entry = join(ROOT, "src/extension.ts");
  const metafiles = await Promise.all([bundleNode("dist", [entry], { isProduction, mode }), bundleWeb()]);
  if (mode === "watch") return console.log("Watching for changes.");
  const outputs = Object.assign({}, ...metafiles.map((metafile) => metafile.outputs));
  await mkdir(join(ROOT, "out"), { recursive: true });
  await writeFile(join(ROOT, "out/bundles.json"), `${JSON.stringify(outputs, null, 2)}\n`);
  for (const [file, { bytes }] of Object.entries(outputs)) {
    if (file.endsWith(".js")) console.log(`  ${file.padEnd(32)} ${(bytes / 1000).toFixed(1).padStart(8)} kB`);
  }
}

async function bundleHostTests() {
  const folder = join(ROOT, "test/host");
  const tests = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".test.ts"));
  await rm(join(ROOT, "out/test/host"), { recursive: true, force: true });
  const files = ["support/hostRunner.ts", ...tests].map((file) => join(folder, file));
  await bundleNode("out/test/host", files, { external: ["mocha"], mode });
}

try {
  await (flags.has("--tests") ? bundleHostTests() : bundleExtension());
} catch (error) {
  // What is wrong in a source file esbuild has shown already.
  if (error.errors === undefined) console.error(error.message);
  process.exitCode = 1;
}
