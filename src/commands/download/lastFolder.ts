import { hostname } from "node:os";
import type { Memento } from "vscode";
import { env, Uri, workspace } from "vscode";

const KEY = "mlArtifacts.downloads.folders";

/** The folder of the last download, for each machine: all windows share one memory, whatever they work on. */
export class LastFolder {
  readonly #memory: Memento;

  constructor(memory: Memento) {
    this.#memory = memory;
  }

  /** Undefined where there was none, or it is gone. */
  async get(): Promise<Uri | undefined> {
    const kept: unknown = this.#memory.get<Record<string, unknown>>(KEY, {})[machine()];
    if (typeof kept !== "string") {
      return undefined;
    }
    try {
      const folder = Uri.parse(kept, true);
      await workspace.fs.stat(folder);
      return folder;
    } catch {
      return undefined;
    }
  }

  async keep(folder: Uri): Promise<void> {
    const all = this.#memory.get<Record<string, unknown>>(KEY, {});
    await this.#memory.update(KEY, { ...all, [machine()]: folder.toString() });
  }
}

/** VS Code names the kind of a remote machine alone. */
function machine(): string {
  return `${env.remoteName ?? ""} ${hostname()}`;
}

/** The machine that a folder lies on: " on this machine", " on gpu-7 (ssh-remote)"; empty for what is on none. */
export function onMachine({ scheme, authority }: Uri): string {
  if (scheme === "vscode-remote") {
    return ` on the remote machine (${authority})`;
  }
  return scheme !== "file"
    ? ""
    : env.remoteName === undefined
      ? " on this machine"
      : ` on ${hostname()} (${env.remoteName})`;
}
