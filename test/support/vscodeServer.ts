import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { linkBuiltInExtensions } from "./builtInExtensions";
import type { VsCodeProfile } from "./vscodeProfile";
import { readTools, ROOT } from "./vscodeTools";

const START_LIMIT_MS = 180_000;

/** Tests must not depend on who runs them. */
export const WITHOUT_KEYS: NodeJS.ProcessEnv = { DD_API_KEY: undefined, DD_APP_KEY: undefined };

export interface ServerOptions {
  readonly profile: VsCodeProfile;
  /** 0 (the default) takes a free one. */
  readonly port?: number;
  /** Added to the environment of the server, and so of the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** All of VS Code's own extensions, as a user has them. Without them a window opens in less than half the time. */
  readonly hasAllBuiltIns?: boolean;
  /** Lets an extension host run tests. It also keeps VS Code from popping up messages. */
  readonly isForTests?: boolean;
}

export interface TestRun {
  /** The folder of the extension under test. */
  readonly extension: string;
  /** A script with `run()`, for the extension host to run in place of a person. */
  readonly script: string;
}

/** A VS Code server of its own, ended by `stop()` or with this process, whichever comes first. */
export class VsCodeServer {
  readonly profile: VsCodeProfile;
  readonly port: number;
  readonly #process: ChildProcess;

  private constructor(profile: VsCodeProfile, port: number, process: ChildProcess) {
    this.profile = profile;
    this.port = port;
    this.#process = process;
  }

  static async start({ profile, port = 0, env = {}, ...options }: ServerOptions): Promise<VsCodeServer> {
    const address = ["--host", "127.0.0.1", "--port", String(port), "--without-connection-token"];
    // What goes no further than this machine is not worth squeezing.
    const args = [...address, "--disable-websocket-compression", "--default-folder", profile.workspace];
    if (options.isForTests === true) args.push("--enable-smoke-test-driver");
    if (options.hasAllBuiltIns !== true) {
      args.push("--builtin-extensions-dir", linkBuiltInExtensions(readTools().server, profile.builtIns));
    }
    // A killed process leaves nothing behind.
    const leashed = profile.isTemporary ? { LEASHED_FOLDER: profile.folder } : {};
    const child = spawnServer(profile, args, { ...env, ...leashed });
    try {
      return new VsCodeServer(profile, await waitForPort(child), child);
    } catch (error) {
      child.kill();
      throw error;
    }
  }

  get isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  get origin(): string {
    return `http://localhost:${this.port}`;
  }

  /** The address of a window on the profile's workspace. */
  windowUrl(): string {
    return `${this.origin}/?${new URLSearchParams({ folder: this.profile.workspace }).toString()}`;
  }

  /** The address of a window whose extension host runs tests; for a server that was started with `isForTests`. */
  testRunUrl({ extension, script }: TestRun): string {
    const payload = Object.entries({ extensionDevelopmentPath: extension, extensionTestsPath: script });
    const remote = payload.map(([name, path]) => [name, `vscode-remote://localhost:${this.port}${path}`]);
    return `${this.windowUrl()}&${new URLSearchParams({ payload: JSON.stringify(remote) }).toString()}`;
  }

  /** Everything that VS Code, its extension hosts and output channels have logged. */
  readLogs(): string {
    return readTree(join(this.profile.userData, "logs"));
  }

  /** How many extension hosts have started so far and activated what starts with them. */
  countStartedHosts(): number {
    return this.readLogs().split("Eager extensions activated").length - 1;
  }

  /** The extension hosts among the processes of this server, which may have lower numbers than those that started them. */
  extensionHostPids(): readonly number[] {
    const all = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" }).trim().split("\n");
    const rows = all.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)?.slice(1) ?? []);
    const own = [String(this.#process.pid)];
    for (const parent of own) own.push(...rows.flatMap(([pid = "", ppid]) => (ppid === parent ? [pid] : [])));
    const hosts = rows.filter(([pid = "", , args = ""]) => own.includes(pid) && args.includes("--type=extensionHost"));
    return hosts.map(([pid]) => Number(pid));
  }

  /** The extension host of a server that has one window. */
  extensionHostPid(): number {
    const [pid, ...others] = this.extensionHostPids();
    if (pid === undefined) throw new Error("No extension host runs.");
    if (others.length > 0) throw new Error(`${1 + others.length} extension hosts run.`);
    return pid;
  }

  /** Every file that VS Code and extensions have written, as text: settings, state, logs. */
  readState(): string {
    return readTree(this.profile.folder);
  }

  async whenEnded(): Promise<void> {
    if (this.isRunning) await once(this.#process, "exit");
  }

  async stop(): Promise<void> {
    this.#process.stdin?.end();
    await this.whenEnded();
  }
}

/** Installs a packaged extension into the profile, as a user would. */
export async function installExtension(profile: VsCodeProfile, vsix: string): Promise<void> {
  const child = spawnServer(profile, ["--install-extension", vsix], {});
  const output = collectOutput(child);
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`The extension cannot be installed:\n${output()}`);
}

function serverFlags(profile: VsCodeProfile): string[] {
  return [
    "--accept-server-license-terms",
    "--disable-workspace-trust",
    ...["--telemetry-level", "off"],
    ...["--server-data-dir", profile.serverData],
    ...["--user-data-dir", profile.userData],
    ...["--extensions-dir", profile.extensions],
  ];
}

function spawnServer(profile: VsCodeProfile, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const { node, server } = readTools();
  const leash = [join(ROOT, "scripts/leash.mjs"), node];
  const main = ["--require", join(ROOT, "scripts/keepSecrets.cjs"), join(server, "out/server-main.js")];
  return spawn(process.execPath, [...leash, ...main, ...serverFlags(profile), ...args], {
    env: { ...process.env, NODE_OPTIONS: "", SECRET_KEY_FILE: join(profile.serverData, "secret.key"), ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
}

function collectOutput(child: ChildProcess): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return () => text.slice(-4000);
}

function waitForPort(child: ChildProcess): Promise<number> {
  const output = collectOutput(child);
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      clearTimeout(timer);
      reject(new Error(`The VS Code server ${reason}:\n${output()}`));
    };
    const timer = setTimeout(() => fail("did not start in time"), START_LIMIT_MS);
    child.on("exit", (code) => fail(`ended with status ${code ?? "unknown"}`));
    child.stdout?.on("data", () => {
      const port = /Extension host agent listening on (\d+)/.exec(output())?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    });
  });
}

function readTree(folder: string): string {
  if (!existsSync(folder)) return "";
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((file) => readFileSync(join(file.parentPath, file.name), "utf8")).join("\n");
}
