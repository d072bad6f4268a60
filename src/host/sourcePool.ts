import type { Disposable } from "vscode";
import { ApiError } from "../http/apiError";
import type { ArtifactSource } from "../sources/source";
import type { Keys, Network, Site } from "../sources/system";
import type { KeyStore } from "./keyStore";
import type { SampleHost } from "./sampleHost";
import type { Session } from "./session";
import type { SiteSetting } from "./siteSetting";
import { CUSTOM_SITE, SAMPLE_SITE, urlProblem } from "./siteSetting";

export interface PooledSystem {
  readonly setting: SiteSetting;
  readonly session: Session;
}

export interface SourcePoolOptions {
  readonly systems: readonly PooledSystem[];
  readonly keys: KeyStore;
  readonly sample: SampleHost;
  readonly network: () => Network;
}

const POOL = "files";

/** Sources by system and site, for files that belong to another site than the one on show: they stay what they were. */
export class SourcePool implements Disposable {
  readonly #options: SourcePoolOptions;
  readonly #sources = new Map<string, Promise<ArtifactSource>>();
  readonly #listener: { dispose(): unknown };

  constructor(options: SourcePoolOptions) {
    this.#options = options;
    this.#listener = options.keys.onDidChange(() => this.#clear());
  }

  /** The site on show of a system, as addresses name it; undefined when nothing can be asked there. */
  shownSite(systemId: string): string | undefined {
    const { state } = this.#systemOf(systemId).session;
    return state.kind === "ready" ? siteName(state.site) : undefined;
  }

  /** @throws ApiError when the site is not set up here. */
  async sourceOf(systemId: string, site: string): Promise<ArtifactSource> {
    const { state } = this.#systemOf(systemId).session;
    if (state.kind === "ready" && siteName(state.site) === site) {
      return state.source;
    }
    const name = `${systemId}\n${site}`;
    let source = this.#sources.get(name);
    if (source === undefined) {
      source = this.#connect(systemId, site);
      this.#sources.set(name, source);
      source.catch(() => this.#sources.delete(name));
    }
    return await source;
  }

  dispose(): void {
    this.#listener.dispose();
    this.#clear();
  }

  #systemOf(systemId: string): PooledSystem {
    const found = this.#options.systems.find(({ session }) => session.system.id === systemId);
    if (found === undefined) {
      throw new ApiError("notFound", `there is no system "${systemId}"`);
    }
    return found;
  }

  async #connect(systemId: string, site: string): Promise<ArtifactSource> {
    const { session, setting } = this.#systemOf(systemId);
    const { system } = session;
    if (site === SAMPLE_SITE) {
      return await this.#connectSample(systemId);
    }
    const place = setting.siteNamed(site);
    if (place === undefined) {
      throw new ApiError("badRequest", `"${site}" is no site of ${system.title}: ${urlProblem(site) ?? "unknown"}`);
    }
    const stored = await this.#options.keys.read(systemId, place.baseUrl);
    // An address may come from anybody. Nothing is sent to a place that the user has not set up.
    if (typeof stored !== "object") {
      throw new ApiError("auth", `there are no keys for ${system.title} ${place.name} here`);
    }
    return this.#source(session, place, stored.keys);
  }

  async #connectSample(systemId: string): Promise<ArtifactSource> {
    const { systems } = await this.#options.sample.enter(POOL);
    const sample = new Map(Object.entries(systems)).get(systemId);
    if (sample === undefined) {
      throw new ApiError("notFound", "there is no sample data of it");
    }
    const site = { id: SAMPLE_SITE, name: "Sample data", baseUrl: sample.baseUrl, keyPages: {} };
    return this.#source(this.#systemOf(systemId).session, site, sample.keys);
  }

  #source({ system }: Session, site: Site, keys: Keys): ArtifactSource {
    return system.connect(site, keys, this.#options.network());
  }

  #clear(): void {
    for (const source of this.#sources.values()) {
      void source.then((open) => open.dispose()).catch(() => undefined);
    }
    this.#sources.clear();
  }
}

/** A custom site's id says nothing of where it is, and its address may change. */
function siteName(site: Site): string {
  return site.id === CUSTOM_SITE ? site.baseUrl : site.id;
}
