import { spawn } from "node:child_process";

const LAST_LINES = 15;

/** Runs npm without showing its chatter; a failure throws with the last lines that npm wrote. */
export async function runNpm(args, cwd) {
  const { code, output } = await collect(npmCommand(args), cwd);
  if (code === 0) return;
  const lines = output.trim().split("\n").slice(-LAST_LINES).join("\n");
  const hint = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT/.test(output)
    ? "\nThe npm registry cannot be reached: check the network, or npm's proxy and registry settings."
    : "";
  throw new Error(`npm ${args.join(" ")} failed:\n${lines}${hint}`);
}

/** The npm that started this script, else the one on the PATH. */
function npmCommand(args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith("npm-cli.js")) return [process.execPath, [script, ...args]];
  return [process.platform === "win32" ? "npm.cmd" : "npm", args];
}

function collect([command, args], cwd) {
  // npm tells its children where its own package is; an npm that works elsewhere must not see that.
  const { npm_config_local_prefix: _, ...env } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      shell: command.endsWith(".cmd"),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => reject(new Error(`npm cannot be started: ${error.message}`)));
    child.on("close", (code) => resolve({ code, output }));
  });
}
