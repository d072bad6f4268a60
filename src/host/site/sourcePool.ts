import { Disposable } from "vscode";
import { ApiError } from "../../http/apiError";
import type { ArtifactSource } from "../../sources/contract/source";
import type { SiteRef } from "../../sources/contract/siteRef";
import { siteKey } from "../../sources/contract/siteRef";
import type { SourceFiles } from "../../sources/contract/sourceFiles";
import type { Keys, Network, Site } from "../../sources/contract/system";
import type { KeyStore } from "../keys/keyStore";
import { onDidChangeNetwork } from "./network";
import type { SampleHost } from "./sampleHost";
import type { Session } from "./session";
import type { GrantedAccess } from "./siteAccess";
import { namedSiteAccess } from "./siteAccess";
import type { SiteSetting } from "./siteSetting";
import { SAMPLE_SITE, siteName } from "./siteSetting";

interface PooledSystem {
  readonly setting: SiteSetting;
  readonly session: Session;
}

interface SourcePoolOptions {
  readonly systems: readonly PooledSystem[];
  readonly keys: KeyStore;
  readonly sample: SampleHost;
  readonly network: () => Network;
}

const POOL = "files";

/** A source of the pool's own, and whose keys it has. */
interface Pooled extends SiteRef {
  readonly account: Promise<string>;
  readonly source: Promise<ArtifactSource>;
}

/** Sources by system and site, for files that belong to another site than the one on show: they stay what they were. */
export class SourcePool implements Disposable {
  readonly #options: SourcePoolOptions;
  readonly #pooled = new Map<string, Pooled>();
  /** Made with settings of the network that have changed since, for calls that began before: no others get these. */
  readonly #outdated = new Set<Pooled>();
  readonly #listeners: Disposable;
  /** Until keys that changed are known, no caller gets a source that was made with the old ones. */
  #checking: Promise<unknown> = Promise.resolve();

  constructor(options: SourcePoolOptions) {
    this.#options = options;
    this.#listeners = Disposable.from(
      options.keys.onDidChange(() => {
        this.#checking = Promise.all([this.#checking, this.#dropOtherAccounts()]);
      }),
      onDidChangeNetwork(() => this.#outdate()),
    );
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
  async sourceOf(ref: SiteRef): Promise<ArtifactSource> {
    const { state } = this.#systemOf(ref.systemId).session;
    return state.kind === "ready" && siteName(state.site) === ref.site ? state.source : await this.lastingSourceOf(ref);
  }

  /**
   * For what takes long: whatever site is shown meanwhile, it ends with the keys of its own site alone.
   * @throws ApiError when the site is not set up here.
   */
  async lastingSourceOf(ref: SiteRef): Promise<ArtifactSource> {
    await this.#checking;
    const pooled = this.#pooled.get(siteKey(ref)) ?? this.#open(ref);
    return await pooled.source;
  }

  /** The files of `sourceOf`. @throws ApiError also when the system has none. */
  async filesOf(ref: SiteRef): Promise<SourceFiles> {
    return filesIn(await this.sourceOf(ref));
  }

  /** The files of `lastingSourceOf`. @throws ApiError also when the system has none. */
  async lastingFilesOf(ref: SiteRef): Promise<SourceFiles> {
    return filesIn(await this.lastingSourceOf(ref));
  }

  dispose(): void {
    this.#listeners.dispose();
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

  #open({ systemId, site }: SiteRef): Pooled {
    const access = this.#accessTo({ systemId, site });
    const pooled = {
      systemId,
      site,
      account: access.then((granted) => (granted === "sample" ? SAMPLE_SITE : granted.account)),
      source: access.then((granted) =>
        granted === "sample" ? this.#sample(systemId) : this.#connect(systemId, granted),
      ),
    };
    this.#pooled.set(siteKey(pooled), pooled);
    pooled.account.catch(() => undefined);
    pooled.source.catch(() => this.#forget(pooled));
    return pooled;
  }

  /** @throws ApiError when the site is not set up here. */
  async #accessTo({ systemId, site }: SiteRef): Promise<GrantedAccess | "sample"> {
    const { setting } = this.#systemOf(systemId);
    const access = await namedSiteAccess({ setting, keys: this.#options.keys }, site);
    if (access.kind === "refused") {
      throw access.error;
    }
    return access.kind === "sample" ? "sample" : access;
  }

  async #sample(systemId: string): Promise<ArtifactSource> {
    return this.#connect(systemId, await this.#options.sample.siteOf(systemId, POOL));
  }

  #connect(systemId: string, { site, keys }: { readonly site: Site; readonly keys: Keys }): ArtifactSource {
    return this.#systemOf(systemId).session.system.connect(site, keys, this.#options.network());
  }

  get #all(): readonly Pooled[] {
    return [...this.#pooled.values(), ...this.#outdated];
  }

  /**
   * Calls from now on get sources of the new settings. A download that is under way must not end over them, so that
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
    const now = await this.#accessTo({ systemId, site });
    return (now === "sample" ? SAMPLE_SITE : now.account) === (await account);
  }

  #forget(pooled: Pooled): void {
    const key = siteKey(pooled);
    const isPooled = this.#pooled.get(key) === pooled && this.#pooled.delete(key);
    if (isPooled || this.#outdated.delete(pooled)) {
      void pooled.source.then((open) => open.dispose()).catch(() => undefined);
    }
  }
}

function filesIn({ files }: ArtifactSource): SourceFiles {
  if (files === undefined) {
    throw new ApiError("notFound", "this system has no files");
  }
  return files;
}
