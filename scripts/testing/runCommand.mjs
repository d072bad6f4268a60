import { spawn } from "node:child_process";
import { ROOT } from "../setup/places.mjs";

/**
 * Runs a Node script of the project. `isQuiet` keeps its output back and returns it; otherwise it is shown as it comes.
 * Resolves with the exit status, null when the process was killed, also by `limitMs`.
 */
export function runNode(args, { env = {}, isQuiet = false, limitMs, cwd = ROOT } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = isQuiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"];
    const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env }, stdio });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
    const timer = limitMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), limitMs);
    child.on("error", reject);
    child.on("close", (exitCode) => {
      clearTimeout(timer);
      resolve({ exitCode, output });
    });
  });
}
