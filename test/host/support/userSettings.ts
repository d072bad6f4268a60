import { ConfigurationTarget, workspace } from "vscode";

/** VS Code's real settings, which are put back after a test. */
export class UserSettings {
  readonly #before = new Map<string, unknown>();

  async set(name: string, value: unknown): Promise<void> {
    if (!this.#before.has(name)) {
      this.#before.set(name, userValue(name));
    }
    await workspace.getConfiguration().update(name, value, ConfigurationTarget.Global);
  }

  /** For a test that lets the product change a setting. */
  keep(name: string): void {
    this.#before.set(name, userValue(name));
  }

  async restore(): Promise<void> {
    for (const [name, value] of this.#before) {
      await workspace.getConfiguration().update(name, value, ConfigurationTarget.Global);
    }
    this.#before.clear();
  }
}

export function userValue(name: string): unknown {
  return workspace.getConfiguration().inspect(name)?.globalValue;
}
