import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Whether a program is there, or could be installed: by apt-get, where that may be used. Says what is left out. */
export async function hasTool(command: string, debianPackage: string): Promise<boolean> {
  const isThere = (await answers(command)) || ((await isInstalled(debianPackage)) && (await answers(command)));
  if (!isThere) {
    console.log(`Left out: ${command}, which is not installed.`);
  }
  return isThere;
}

async function isInstalled(debianPackage: string): Promise<boolean> {
  if (process.getuid?.() !== 0 || !(await answers("apt-get"))) {
    return false;
  }
  const install = () => run("apt-get", ["install", "-y", "--no-install-recommends", debianPackage]);
  const again = () => run("apt-get", ["update"]).then(install);
  return await install()
    .catch(again)
    .then(
      () => true,
      () => false,
    );
}

async function answers(command: string): Promise<boolean> {
  return await run(command, ["--version"]).then(
    () => true,
    () => false,
  );
}
