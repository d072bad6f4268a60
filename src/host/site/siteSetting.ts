import type { Disposable, Event, Memento } from "vscode";
import { EventEmitter, workspace } from "vscode";
import { ApiError } from "../../http/apiError";
import { parseBaseUrl, wholeAddress } from "../../http/baseUrl";
import type { Site, SystemDefinition } from "../../sources/contract/system";
import { OwnSettings } from "./ownSettings";

export const SAMPLE_SITE = "sample";
export const CUSTOM_SITE = "custom";

/** Addresses that are remembered as the user's own. */
const MOST_CHOSEN = 50;

/** The site that the settings name: one to talk to, the sample data, none yet, or what is wrong with the setting. */
export type SiteChoice =
  | { readonly kind: "site"; readonly site: Site }
  | { readonly kind: "sample" }
  | { readonly kind: "unset" }
  | { readonly kind: "misconfigured"; readonly reason: string };

/** The site of a system on show: the user's setting, which no workspace can set. */
export class SiteSetting implements Disposable {
  readonly system: SystemDefinition;
  readonly #memory: Memento;
  readonly #own: OwnSettings;
  readonly #listener: Disposable;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(system: SystemDefinition, memory: Memento) {
    this.#own = new OwnSettings(system.settings);
    this.#listener = workspace.onDidChangeConfiguration((event) => {
      if (this.#own.isAffectedBy(event)) {
        this.#noteChosen();
        this.#changed.fire();
      }
    });
    this.system = system;
    this.#memory = memory;
    this.#noteChosen();
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }

  /** The setting's value. */
  get id(): string {
    return this.#own.text(this.system.settings.site).trim();
  }

  get choice(): SiteChoice {
    return this.choiceOf(this.id);
  }

  /** The address of the custom site; empty when there is none yet. */
  get customUrl(): string {
    const { customUrl } = this.system.settings;
    const known = this.system.sites.some(({ id }) => id === this.id) || this.id === SAMPLE_SITE;
    return customUrl === undefined ? (known ? "" : this.id) : this.#own.text(customUrl).trim();
  }

  choiceOf(id: string): SiteChoice {
    if (id === SAMPLE_SITE) {
      return { kind: "sample" };
    }
    const site = this.system.sites.find((candidate) => candidate.id === id);
    return site === undefined ? this.#customChoice(id) : { kind: "site", site };
  }

  /** The site with an id, or at an address; undefined when there is none. */
  siteNamed(name: string): Site | undefined {
    const known = this.system.sites.find(({ id }) => id === name);
    return known ?? (urlProblem(name) === undefined ? placeAt(CUSTOM_SITE, name) : undefined);
  }

  /** Addresses that the setting has named at some time, the latest last. An earlier version kept their origins alone. */
  get chosen(): readonly string[] {
    const kept: unknown = this.#memory.get(this.#chosenKey);
    return Array.isArray(kept)
      ? kept.filter((one): one is string => typeof one === "string" && urlProblem(one) === undefined)
      : [];
  }

  /** True for a site of the product's own, and at an address that the setting names or has named: origin and path. */
  isSetUp({ baseUrl }: Pick<Site, "baseUrl">): boolean {
    const { choice } = this;
    const named = [...this.system.sites.map((site) => site.baseUrl), ...this.chosen];
    const address = wholeAddress(baseUrl);
    return [...named, ...(choice.kind === "site" ? [choice.site.baseUrl] : [])].map(wholeAddress).includes(address);
  }

  /** An earlier version kept keys by origin alone: they are this site's when the setting or the product names it. */
  isNamed({ baseUrl }: Pick<Site, "baseUrl">): boolean {
    const { choice } = this;
    const ofSetting = choice.kind === "site" && wholeAddress(choice.site.baseUrl) === wholeAddress(baseUrl);
    return ofSetting || this.system.sites.some((site) => site.baseUrl === baseUrl);
  }

  async switchTo(id: string): Promise<void> {
    if (id === SAMPLE_SITE && this.id !== SAMPLE_SITE) {
      await this.#memory.update(this.#memoryKey, this.#own.value(this.system.settings.site));
    }
    await this.#own.update(this.system.settings.site, id);
  }

  /** Keeps an address of the user's own, and shows it. */
  async switchToUrl(url: string): Promise<void> {
    const { customUrl } = this.system.settings;
    if (customUrl === undefined) {
      await this.switchTo(url);
    } else {
      await this.#own.update(customUrl, url);
      await this.switchTo(CUSTOM_SITE);
    }
  }

  /** Back to what was shown before the sample data. */
  async leaveSample(): Promise<void> {
    const last = this.#memory.get<string>(this.#memoryKey);
    await this.#own.update(this.system.settings.site, last === SAMPLE_SITE ? undefined : last);
  }

  /** The setting's first name, as what is remembered outlives a change of it. */
  get #memoryName(): string {
    const { site, earlier } = this.system.settings;
    return earlier[site] ?? site;
  }

  get #memoryKey(): string {
    return `${this.#memoryName}.beforeSample`;
  }

  get #chosenKey(): string {
    return `${this.#memoryName}.chosen`;
  }

  #noteChosen(): void {
    const { choice } = this;
    const address = choice.kind === "site" ? wholeAddress(choice.site.baseUrl) : undefined;
    if (address !== undefined && !this.chosen.includes(address)) {
      void this.#memory.update(this.#chosenKey, [...this.chosen, address].slice(-MOST_CHOSEN));
    }
  }

  #customChoice(id: string): SiteChoice {
    const { site: setting, customUrl } = this.system.settings;
    if (customUrl === undefined) {
      return id === "" ? { kind: "unset" } : siteAt(id, id, setting);
    }
    return id === CUSTOM_SITE
      ? siteAt(CUSTOM_SITE, this.#own.text(customUrl).trim(), customUrl)
      : { kind: "misconfigured", reason: `the setting ${setting} names no known site` };
  }
}

function siteAt(id: string, url: string, setting: string): SiteChoice {
  const problem = url === "" ? "there is no address yet" : urlProblem(url);
  return problem === undefined
    ? { kind: "site", site: placeAt(id, url) }
    : { kind: "misconfigured", reason: `${problem} (setting ${setting})` };
}

function placeAt(id: string, url: string): Site {
  return { id, name: new URL(url).host, baseUrl: url, keyPages: {} };
}

/** Gives the reason why keys may not be sent to an address; undefined when they may. */
export function urlProblem(url: string): string | undefined {
  try {
    parseBaseUrl(url);
    return undefined;
  } catch (error) {
    return error instanceof ApiError ? error.message : "the address can't be used";
  }
}

/** Names a site for `siteNamed`. A custom site's id says nothing of where it is, and its address may change. */
export function siteName(site: Site): string {
  return site.id === CUSTOM_SITE ? site.baseUrl : site.id;
}
