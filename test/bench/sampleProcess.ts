import { spawn } from "node:child_process";
import { once } from "node:events";

export interface SampleProcess {
  /** The line that it says where it listens and which keys it takes, as JSON. */
  readonly address: string;
  stop(): void;
}

/** Starts the sample server in a process of its own, so that its work is not measured as ours. */
export async function startSample(file: string, team = "main"): Promise<SampleProcess> {
  const child = spawn(process.execPath, [file, "--team", team], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit").then(() => {
    throw new Error("The sample server ended by itself.");
  });
  const [line] = (await Promise.race([once(child.stdout, "data"), ended])) as [Buffer];
  // Its end is expected from now on.
  ended.catch(() => undefined);
  return { address: line.toString(), stop: () => child.kill() };
}
