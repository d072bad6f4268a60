/**
 * node esbuild.mjs [--production | --watch] [--tests]
 *
 * Bundles src/extension.ts into dist/. A module that is imported with `import("./module")` becomes a bundle of its own,
 * so that what it holds is read from disk only when it is used. Each bundle has its own copy of what it shares with
 * another: a class that is defined in both is two classes, so `instanceof` does not hold from one to the other.
 *
 * What runs in webviews, src/web/<page>/main.ts, is bundled for the browser into dist/web/<page>.js and .css.
 *
 * --tests bundles the tests that run inside VS Code into out/test/host/ in the same way.
 */
import { existsSync, readdirSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { context } from "esbuild";

const ROOT = import.meta.dirname;
const flags = new Set(process.argv.slice(2));
const isProduction = flags.has("--production");

/** Bundles that belong to one folder: the entry files, and the files that they load when needed. */
class BundleSet {
  #folder;
  #options;
  #bundles = new Map();

  constructor(folder, options = {}) {
    this.#folder = folder;
    this.#options = options;
  }

  add(file) {
    const name = basename(file, ".ts");
    const known = this.#bundles.get(name);
    if (known !== undefined && known.file !== file) {
      throw new Error(
        `${relative(ROOT, file)} and ${relative(ROOT, known.file)} would both become ${name}.js: rename one.`,
      );
    }
    if (known === undefined) this.#bundles.set(name, { file, finished: this.#build(file, name) });
    return `./${name}.js`;
  }

  /** Waits for all bundles, also for those that are found on the way; returns what went into each. */
  async finish() {
    const metafiles = [];
    for (const { finished } of this.#bundles.values()) metafiles.push(await finished);
    return metafiles;
  }

  async #build(file, name) {
    const build = await context({
      entryPoints: { [name]: file },
      outdir: join(ROOT, this.#folder),
      bundle: true,
      format: "cjs",
      platform: "node",
      target: "node20",
      // VS Code hands out the module "vscode" through require alone.
      supported: { "dynamic-import": false },
      minify: isProduction,
      sourcemap: !isProduction,
      metafile: true,
      logLevel: "warning",
      plugins: [this.#lazyImports()],
      ...this.#options,
      external: ["vscode", ...(this.#options.external ?? [])],
    });
    if (flags.has("--watch")) return build.watch();
    const { metafile } = await build.rebuild().finally(() => build.dispose());
    return metafile;
  }

  #lazyImports() {
    return {
      name: "lazy-imports",
      setup: (build) => {
        build.onResolve({ filter: /^\.\.?\// }, async ({ kind, path, resolveDir, importer }) => {
          if (kind !== "dynamic-import") return undefined;
          const found = await build.resolve(path, { kind: "import-statement", resolveDir, importer });
          if (found.errors.length > 0) return { errors: found.errors };
          return { path: this.add(found.path), external: true };
        });
      },
    };
  }
}

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
  if (flags.has("--watch")) return build.watch();
  const { metafile } = await build.rebuild().finally(() => build.dispose());
  return metafile;
}

async function bundleExtension() {
  if (!flags.has("--watch")) await rm(join(ROOT, "dist"), { recursive: true, force: true });
  const bundles = new BundleSet("dist");
  bundles.add(join(ROOT, "src/extension.ts"));
  const metafiles = [...(await bundles.finish()), await bundleWeb()];
  if (flags.has("--watch")) return console.log("Watching for changes.");
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
  const bundles = new BundleSet("out/test/host", { external: ["mocha"], minify: false, sourcemap: "inline" });
  for (const file of ["support/hostRunner.ts", ...tests]) bundles.add(join(folder, file));
  await bundles.finish();
}

try {
  await (flags.has("--tests") ? bundleHostTests() : bundleExtension());
} catch (error) {
  // What is wrong in a source file esbuild has shown already.
  if (error.errors === undefined) console.error(error.message);
  process.exitCode = 1;
}
