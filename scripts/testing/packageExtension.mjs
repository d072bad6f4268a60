import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { ROOT } from "../setup/places.mjs";
import { build } from "./build.mjs";
import { runNode } from "./runCommand.mjs";

const PACKED = ["dist", "media", "README.md", "CHANGELOG.md", "LICENSE", ".vscodeignore"];
const HOME = "https://github.com/example/ml-artifact-explorer";

/** Builds for production, packs the vsix, and returns its path. */
export async function packageExtension() {
  await build("--production");
  const { name, version, repository } = await readManifest();
  const file = join(ROOT, `${name}-${version}.vsix`);
  const flags = repository === undefined ? ["--allow-missing-repository", "--no-rewrite-relative-links"] : [];
  const options = { hasPictures: repository === undefined, args: [...flags, "--out", file] };
  const { exitCode, output } = await pack({}, options);
  if (exitCode !== 0) throw new Error(`Packaging failed:\n${output.trimEnd()}`);
  return file;
}

/** Packs what was built with the fields that a publisher sets, made up: `vsce package` needs no flag then, and warns of nothing. */
export async function checkPublishable() {
  const repository = { type: "git", url: `${HOME}.git` };
  const fields = { publisher: "example", repository, bugs: { url: `${HOME}/issues` }, homepage: HOME };
  const { exitCode, output } = await pack(fields, { hasPictures: false, args: [] });
  if (exitCode !== 0 || /warning/i.test(output)) throw new Error(`vsce package is not content:\n${output.trimEnd()}`);
}

/** Packs a copy of what was built. `hasPictures` puts the README's pictures into it: VS Code shows no relative ones. */
async function pack(fields, { hasPictures, args }) {
  const folder = await mkdtemp(join(tmpdir(), "package-"));
  try {
    for (const name of PACKED) await cp(join(ROOT, name), join(folder, name), { recursive: true });
    const { scripts: _, devDependencies: __, ...manifest } = await readManifest();
    await writeFile(join(folder, "package.json"), JSON.stringify({ ...manifest, ...fields }, null, 2));
    if (hasPictures) await writeFile(join(folder, "README.md"), await readmeWithPictures());
    const vsce = join(ROOT, "node_modules/@vscode/vsce/vsce");
    return await runNode([vsce, "package", ...args], { isQuiet: true, cwd: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readManifest() {
  return JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
}

async function readmeWithPictures() {
  let text = await readFile(join(ROOT, "README.md"), "utf8");
  const paths = [...text.matchAll(/!\[[^\]]*\]\((media\/[^)]+)\)/g)].map(([, path]) => path);
  for (const path of new Set(paths)) {
    const bytes = await readFile(join(ROOT, path), "base64");
    text = text.replaceAll(`(${path})`, `(data:image/${extname(path).slice(1)};base64,${bytes})`);
  }
  return text;
}
