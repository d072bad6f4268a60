import type { Disposable } from "vscode";
import { ApiError } from "../../http/apiError";
import type { ArtifactSource } from "../../sources/contract/source";
import type { Keys, Network, Site } from "../../sources/contract/system";
import type { KeyStore } from "../keys/keyStore";
import { onDidChangeNetwork } from "./network";
import type { SampleHost } from "./sampleHost";
import type { Session } from "./session";
import { canDoWithoutKeys } from "./session";
import type { SiteSetting } from "./siteSetting";
import { SAMPLE_SITE, siteName, urlProblem } from "./siteSetting";

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

/** What a site is asked with. */
interface Access {
  /** Absent where no keys are sent, and for the sample data. */
  readonly account: string | undefined;
  readonly connect: () => ArtifactSource | Promise<ArtifactSource>;
}

/** A source of the pool's own, and whose keys it has. */
interface Pooled {
  readonly systemId: string;
  readonly site: string;
  readonly account: Promise<string | undefined>;
  readonly source: Promise<ArtifactSource>;
}

/** Sources by system and site, for files that belong to another site than the one on show: they stay what they were. */
export class SourcePool implements Disposable {
  readonly #options: SourcePoolOptions;
  readonly #pooled = new Map<string, Pooled>();
  /** Made with settings of the network that have changed since, for calls that began before: no others get these. */
  readonly #outdated = new Set<Pooled>();
  readonly #listeners: readonly { dispose(): unknown }[];
  /** Until keys that changed are known, no caller gets a source that was made with the old ones. */
  #checking: Promise<unknown> = Promise.resolve();

  constructor(options: SourcePoolOptions) {
    this.#options = options;
    this.#listeners = [
      options.keys.onDidChange(() => {
        this.#checking = Promise.all([this.#checking, this.#dropOtherAccounts()]);
      }),
      onDidChangeNetwork(() => this.#outdate()),
    ];
  }

  /**
   * The site on show of a system, as addresses name it; undefined when nothing can be asked there or, with a source, when that
   * is no longer the one on show.
   */
  shownSite(systemId: string, source?: ArtifactSource): string | undefined {
    const { state } = this.#systemOf(systemId).session;
    const isShown = state.kind === "ready" && (source === undefined || source === state.source);
    return isShown ? siteName(state.site) : undefined;
  }

  /**
   * For what is asked at once: the source on show, which ends with its session's state, where it is of that site.
   * @throws ApiError when the site is not set up here.
   */
  async sourceOf(systemId: string, site: string): Promise<ArtifactSource> {
    const { state } = this.#systemOf(systemId).session;
    return state.kind === "ready" && siteName(state.site) === site
      ? state.source
      : await this.lastingSourceOf(systemId, site);
  }

  /**
   * For what takes long: whatever site is shown meanwhile, it ends with the keys of its own site alone.
   * @throws ApiError when the site is not set up here.
   */
  async lastingSourceOf(systemId: string, site: string): Promise<ArtifactSource> {
    await this.#checking;
    const pooled = this.#pooled.get(nameOf(systemId, site)) ?? this.#open(systemId, site);
    return await pooled.source;
  }

  dispose(): void {
    for (const part of this.#listeners) {
      part.dispose();
    }
    for (const pooled of this.#all) {
      this.#forget(pooled);
    }
  }

  #systemOf(systemId: string): PooledSystem {
    const found = this.#options.systems.find(({ session }) => session.system.id === systemId);
    if (found === undefined) {
      throw new ApiError("notFound", `there is no system "${systemId}"`);
    }
    return found;
  }

  #open(systemId: string, site: string): Pooled {
    const access = this.#accessTo(systemId, site);
    const account = access.then((known) => known.account);
    const pooled = { systemId, site, account, source: access.then(({ connect }) => connect()) };
    this.#pooled.set(nameOf(systemId, site), pooled);
    account.catch(() => undefined);
    pooled.source.catch(() => this.#forget(pooled));
    return pooled;
  }

  /** @throws ApiError when the site is not set up here. */
  async #accessTo(systemId: string, site: string): Promise<Access> {
    const { session, setting } = this.#systemOf(systemId);
    const { system } = session;
    if (site === SAMPLE_SITE) {
      return { account: undefined, connect: () => this.#connectSample(systemId) };
    }
    const place = setting.siteNamed(site);
    if (place === undefined) {
      throw new ApiError("badRequest", `"${site}" is no site of ${system.title}: ${urlProblem(site) ?? "unknown"}`);
    }
    const stored = await this.#options.keys.read(systemId, place.baseUrl);
    const connect = (keys: Keys) => () => this.#source(session, place, keys);
    if (typeof stored === "object") {
      return { account: stored.account, connect: connect(stored.keys) };
    }
    // An address may come from outside. Nothing is sent to a place that the user has not set up.
    if (stored === undefined && canDoWithoutKeys(system) && setting.wasChosen(place.baseUrl)) {
      return { account: undefined, connect: connect({}) };
    }
    throw new ApiError("auth", `there are no keys for ${system.title} ${place.name} here`);
  }

  async #connectSample(systemId: string): Promise<ArtifactSource> {
    const { systems } = await this.#options.sample.enter(POOL);
    const sample = new Map(Object.entries(systems)).get(systemId);
    if (sample === undefined) {
      throw new ApiError("notFound", "this system has no sample data");
    }
    const site = { id: SAMPLE_SITE, name: "Sample data", baseUrl: sample.baseUrl, keyPages: {} };
    return this.#source(this.#systemOf(systemId).session, site, sample.keys);
  }

  #source({ system }: Session, site: Site, keys: Keys): ArtifactSource {
    return system.connect(site, keys, this.#options.network());
  }

  get #all(): readonly Pooled[] {
    return [...this.#pooled.values(), ...this.#outdated];
  }

  /**
   * What is asked from now on gets sources of the new settings. A download that is under way must not end over them, so that
   * those before stay until the keys change or the window ends. Sample data is not asked for over the network.
   */
  #outdate(): void {
    for (const [name, pooled] of this.#pooled) {
      if (pooled.site !== SAMPLE_SITE) {
        this.#outdated.add(pooled);
        this.#pooled.delete(name);
      }
    }
  }

  async #dropOtherAccounts(): Promise<void> {
    const dropping = this.#all.map(async (pooled) => {
      const isSame = await this.#hasSameAccount(pooled).catch(() => false);
      if (!isSame) {
        this.#forget(pooled);
      }
    });
    await Promise.all(dropping);
  }

  async #hasSameAccount({ systemId, site, account }: Pooled): Promise<boolean> {
    const now = await this.#accessTo(systemId, site);
    return now.account === (await account);
  }

  #forget(pooled: Pooled): void {
    const name = nameOf(pooled.systemId, pooled.site);
    const isPooled = this.#pooled.get(name) === pooled && this.#pooled.delete(name);
    if (isPooled || this.#outdated.delete(pooled)) {
      void pooled.source.then((open) => open.dispose()).catch(() => undefined);
    }
  }
}

function nameOf(systemId: string, site: string): string {
  return `${systemId}\n${site}`;
}
