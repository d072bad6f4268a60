import { isDeepStrictEqual } from "node:util";
import { ConfigurationTarget, workspace } from "vscode";

/**
 * VS Code's real settings, which are put back after a test. Each change takes the window a tenth of a second of processor time:
 * what is as it should be is left alone.
 */
export class UserSettings {
  readonly #before = new Map<string, unknown>();

  async set(name: string, value: unknown): Promise<void> {
    if (!this.#before.has(name)) {
      this.#before.set(name, userValue(name));
    }
    await write(name, value);
  }

  /** For a test that lets the product change a setting. */
  keep(name: string): void {
    this.#before.set(name, userValue(name));
  }

  async restore(): Promise<void> {
    for (const [name, value] of this.#before) {
      await write(name, value);
    }
    this.#before.clear();
  }
}

async function write(name: string, value: unknown): Promise<void> {
  if (!isDeepStrictEqual(userValue(name), value)) {
    await workspace.getConfiguration().update(name, value, ConfigurationTarget.Global);
  }
}

export function userValue(name: string): unknown {
  return workspace.getConfiguration().inspect(name)?.globalValue;
}
