/**
 * node leash.mjs <command> <args…>: runs a command that must not outlive the process that started this. The command gets a
 * process group of its own, which is ended when standard input closes: that happens even if the parent is killed. A folder in
 * the environment's LEASHED_FOLDER is removed once the command has ended.
 */
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";

const PATIENCE_MS = 3000;
const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { detached: true, stdio: ["ignore", "inherit", "inherit"] });

child.on("error", (error) => {
  console.error(`${command} cannot be started: ${error.message}`);
  process.exit(1);
});
child.on("exit", (code) => {
  signalGroup("SIGKILL");
  const { LEASHED_FOLDER: folder } = process.env;
  if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.exit(code ?? 1);
});

process.stdin.on("end", end).on("error", end).resume();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, end);

function end() {
  signalGroup("SIGTERM");
  setTimeout(() => signalGroup("SIGKILL"), PATIENCE_MS).unref();
}

function signalGroup(signal) {
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
