import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { build, context, transform } from "esbuild";
import { ROOT } from "./setup/places.mjs";

/**
 * esbuild gives out what a file exports by getters, one behind the other, and each call from another file goes through them: a
 * tenth of the time of a listing. What is evaluated does not change, as no module exports what it assigns again.
 */
const PLAIN_EXPORTS = 'module.exports = Object.defineProperty({ ...module.exports }, "__esModule", { value: true });';

/** Of names that esbuild makes: `-ABCD1234.js`. */
const HASH = /-[A-Z0-9]{8}(?=\.js$)/;

/**
 * Bundles modules for VS Code's extension host into a folder, with all that they load when needed; returns what went into
 * each file, as esbuild's metafile has it. When watching, it goes on doing so.
 */
export async function bundleNode(folder, files, { external = [], isProduction = false, mode = "write" } = {}) {
  assertUnlike(files.map((file) => basename(file, ".ts")));
  const options = {
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(files.map((file) => [basename(file, ".ts"), file])),
    outdir: join(ROOT, folder),
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    minify: isProduction,
    sourcemap: isProduction ? false : "inline",
    metafile: true,
    logLevel: "warning",
    external: ["vscode", ...external],
    write: false,
    plugins: [commonJs({ isProduction, isWritten: mode !== "measure" })],
  };
  if (mode === "watch") return (await context(options)).watch();
  return (await build(options)).metafile;
}

/**
 * esbuild splits modules of ECMAScript alone, and VS Code hands out the module "vscode" through require alone: each file is
 * made CommonJS by itself. Files that are loaded when needed get the plain names of their modules.
 */
function commonJs({ isProduction, isWritten }) {
  const options = {
    format: "cjs",
    platform: "node",
    target: "node20",
    supported: { "dynamic-import": false },
    minifyWhitespace: isProduction,
    minifySyntax: isProduction,
    sourcemap: isProduction ? false : "inline",
  };
  const convert = async ({ path, text }, names) => {
    const file = withNames(path, names);
    const footer = basename(file).startsWith("shared") ? { footer: PLAIN_EXPORTS } : {};
    const { code } = await transform(withNames(text, names), { ...options, ...footer });
    if (isWritten) {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, code);
    }
    return [basename(file), Buffer.byteLength(code)];
  };
  return {
    name: "common-js",
    setup: (build) => {
      build.onEnd(async ({ outputFiles, metafile, errors }) => {
        if (errors.length > 0) return;
        const names = plainNames(outputFiles.map(({ path }) => basename(path)));
        const sizes = new Map(await Promise.all(outputFiles.map((file) => convert(file, names))));
        const outputs = JSON.parse(withNames(JSON.stringify(metafile.outputs), names));
        for (const [file, output] of Object.entries(outputs)) output.bytes = sizes.get(basename(file));
        metafile.outputs = outputs;
      });
    },
  };
}

/** `undiciTransport-ABCD1234.js` is to be `undiciTransport.js`; what files share, `shared1.js` and so on. */
function plainNames(files) {
  const hashed = files.filter((file) => HASH.test(file)).sort();
  const shared = hashed.filter((file) => file.startsWith("chunk-"));
  const plain = (file) => (shared.includes(file) ? `shared${shared.indexOf(file) + 1}.js` : file.replace(HASH, ""));
  assertUnlike(files.map((file) => (HASH.test(file) ? plain(file) : file)));
  return hashed.map((file) => [file, plain(file)]);
}

function withNames(text, names) {
  return names.reduce((renamed, [old, name]) => renamed.replaceAll(old, name), text);
}

function assertUnlike(names) {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two modules would both become ${twice}: rename one.`);
}
