import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Uri } from "vscode";

/** A folder of a test's own, and what else ends with the test. */
export class TemporaryFolder {
  readonly path = mkdtempSync(join(tmpdir(), "ml-artifacts-host-"));
  readonly #owned: { dispose(): unknown }[] = [];

  get uri(): Uri {
    return Uri.file(this.path);
  }

  own<T extends { dispose(): unknown }>(part: T): T {
    this.#owned.unshift(part);
    return part;
  }

  remove(): void {
    for (const part of this.#owned) {
      part.dispose();
    }
    rmSync(this.path, { recursive: true, force: true });
  }
}
