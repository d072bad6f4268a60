import type { Memento, Uri } from "vscode";
import { workspace } from "vscode";
import { ApiError } from "../../http/apiError";

const KEY = "mount.folders";
const MOST = 200;

type Workspace = Pick<typeof workspace, "isTrusted" | "getWorkspaceFolder">;

/** The folders that the user has mounted, as against those that a workspace file from elsewhere names. */
export class MountedFolders {
  readonly #memory: Memento;
  readonly #workspace: Workspace;

  /** `place` is VS Code's own `workspace`. */
  constructor(memory: Memento, place: Workspace = workspace) {
    this.#memory = memory;
    this.#workspace = place;
  }

  /** To be called before the folders are in the workspace. */
  async add(uris: readonly Uri[]): Promise<void> {
    const added = uris.map(String);
    const others = this.#mounted.filter((known) => !added.includes(known));
    await this.#memory.update(KEY, [...others, ...added].slice(-MOST));
  }

  /** @throws ApiError for what lies in a folder that came with a workspace which the user does not trust. */
  assertReadable(uri: Uri): void {
    const folder = this.#workspace.isTrusted ? undefined : this.#workspace.getWorkspaceFolder(uri);
    if (folder !== undefined && !this.#mounted.includes(folder.uri.toString())) {
      const remedy = "trust the workspace, or mount the folder from the ML Artifacts view";
      throw new ApiError(
        "badRequest",
        `the workspace is not trusted, and you did not mount "${folder.name}": ${remedy}`,
      );
    }
  }

  get #mounted(): readonly string[] {
    const kept: unknown = this.#memory.get(KEY);
    return Array.isArray(kept) ? kept.filter((uri) => typeof uri === "string") : [];
  }
}
