import type { Disposable, Event, Memento } from "vscode";
import { ConfigurationTarget, EventEmitter, workspace } from "vscode";
import { SETTINGS } from "../contract";
import { ApiError } from "../http/apiError";
import { parseBaseUrl } from "../http/baseUrl";
import type { Site, SystemDefinition } from "../sources/system";

export const SAMPLE_SITE = "sample";
export const CUSTOM_SITE = "custom";
const LAST_REAL_SITE = "mlArtifacts.lastRealSite";

/** The site that the settings name: one that is known, the sample data, or what is wrong with the setting. */
export type SiteChoice =
  | { readonly kind: "site"; readonly site: Site }
  | { readonly kind: "sample" }
  | { readonly kind: "misconfigured"; readonly reason: string };

/** Which site is shown: the user's setting, which no workspace can set. */
export class SiteSetting implements Disposable {
  readonly #system: SystemDefinition;
  readonly #memory: Memento;
  readonly #listener: Disposable;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(system: SystemDefinition, memory: Memento) {
    this.#listener = workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SETTINGS.modelLabSite) || event.affectsConfiguration(SETTINGS.modelLabCustomUrl)) {
        this.#changed.fire();
      }
    });
    this.#system = system;
    this.#memory = memory;
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }

  /** The setting's value. */
  get id(): string {
    return readUserSetting(SETTINGS.modelLabSite);
  }

  get choice(): SiteChoice {
    return this.choiceOf(this.id);
  }

  choiceOf(id: string): SiteChoice {
    if (id === SAMPLE_SITE) {
      return { kind: "sample" };
    }
    if (id === CUSTOM_SITE) {
      return customChoice();
    }
    const site = this.#system.sites.find((candidate) => candidate.id === id);
    return site === undefined
      ? { kind: "misconfigured", reason: `the setting ${SETTINGS.modelLabSite} names no known site` }
      : { kind: "site", site };
  }

  async switchTo(id: string): Promise<void> {
    if (this.id !== SAMPLE_SITE) {
      await this.#memory.update(LAST_REAL_SITE, this.id);
    }
    await workspace.getConfiguration().update(SETTINGS.modelLabSite, id, ConfigurationTarget.Global);
  }

  /** Back to the site that was shown before the sample data. */
  async leaveSample(): Promise<void> {
    const last = this.#memory.get<string>(LAST_REAL_SITE);
    const fallback = this.#system.sites[0]?.id ?? CUSTOM_SITE;
    await this.switchTo(last === undefined || last === SAMPLE_SITE ? fallback : last);
  }
}

function customChoice(): SiteChoice {
  const url = readUserSetting(SETTINGS.modelLabCustomUrl).trim();
  const problem = url === "" ? "there is no address yet" : customUrlProblem(url);
  if (problem !== undefined) {
    return { kind: "misconfigured", reason: `${problem} (setting ${SETTINGS.modelLabCustomUrl})` };
  }
  return { kind: "site", site: { id: CUSTOM_SITE, name: new URL(url).host, baseUrl: url, keyPages: {} } };
}

/** What keeps a text from being an address that keys may be sent to; undefined when it may. */
export function customUrlProblem(url: string): string | undefined {
  try {
    parseBaseUrl(url);
    return undefined;
  } catch (error) {
    return error instanceof ApiError ? error.message : "the address can't be used";
  }
}

/** The user's own value: what a workspace says is passed over even where VS Code would let it in. */
function readUserSetting(name: string): string {
  const value = workspace.getConfiguration().inspect<unknown>(name);
  const chosen = value?.globalValue ?? value?.defaultValue;
  return typeof chosen === "string" ? chosen : "";
}
