import type { ConfigurationChangeEvent } from "vscode";
import { ConfigurationTarget, workspace } from "vscode";
import type { SiteSettings } from "../../sources/contract/system";

/** The user's own values of a system's settings, also those that stand under the names of an earlier version. */
export class OwnSettings {
  readonly #settings: SiteSettings;

  constructor(settings: SiteSettings) {
    this.#settings = settings;
  }

  /** All names under which a value may stand. */
  get names(): readonly string[] {
    const { site, customUrl, earlier } = this.#settings;
    return [site, ...(customUrl === undefined ? [] : [customUrl]), ...Object.values(earlier)];
  }

  isAffectedBy(event: ConfigurationChangeEvent): boolean {
    return this.names.some((name) => event.affectsConfiguration(name));
  }

  /** Passes over what a workspace says, even where VS Code would let it in. */
  value(name: string): unknown {
    const earlier = this.#settings.earlier[name];
    return userValue(name) ?? (earlier === undefined ? undefined : userValue(earlier));
  }

  text(name: string): string {
    const chosen = this.value(name) ?? workspace.getConfiguration().inspect<unknown>(name)?.defaultValue;
    return typeof chosen === "string" ? chosen : "";
  }

  /** Under the name of now; the value of the earlier one goes, or it would come back with the next reset. */
  async update(name: string, value: unknown): Promise<void> {
    const earlier = this.#settings.earlier[name];
    await workspace.getConfiguration().update(name, value, ConfigurationTarget.Global);
    if (earlier !== undefined && userValue(earlier) !== undefined) {
      await workspace.getConfiguration().update(earlier, undefined, ConfigurationTarget.Global);
    }
  }
}

function userValue(name: string): unknown {
  return workspace.getConfiguration().inspect(name)?.globalValue;
}
