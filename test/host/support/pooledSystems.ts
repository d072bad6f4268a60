import { FilterStore } from "../../../src/host/filterStore";
import { KeyStore } from "../../../src/host/keys/keyStore";
import { SampleHost } from "../../../src/host/site/sampleHost";
import type { SessionState } from "../../../src/host/site/session";
import { Session } from "../../../src/host/site/session";
import { SiteSetting } from "../../../src/host/site/siteSetting";
import { SourcePool } from "../../../src/host/site/sourcePool";
import type { SystemDefinition } from "../../../src/sources/contract/system";
import { waitUntil } from "../../ui/support/waitUntil";
import { MemoryProfile } from "./memoryProfile";
import type { MemorySecrets } from "./memoryStorage";
import { MemoryMemento } from "./memoryStorage";
import type { TemporaryFolder } from "./temporaryFolder";

/** A pool over systems' real sessions and settings, with keys and a memory of its own. */
export class PooledSystems {
  readonly #folder: TemporaryFolder;
  readonly secrets: MemorySecrets;
  readonly keys: KeyStore;
  readonly sample: SampleHost;
  readonly sessions: readonly Session[];
  readonly settings: readonly SiteSetting[];
  readonly pool: SourcePool;

  constructor(
    systems: readonly SystemDefinition[],
    memory = new MemoryMemento(),
    { secrets, folder }: Pick<MemoryProfile, "secrets" | "folder"> = new MemoryProfile(),
  ) {
    [this.secrets, this.#folder] = [secrets, folder];
    const keys = (this.keys = this.own(new KeyStore(secrets, folder.uri)));
    const sample = (this.sample = this.own(new SampleHost()));
    const network = () => ({ userAgent: "test", proxy: {}, log: () => undefined });
    const filters = new FilterStore(memory);
    const pooled = systems.map((system) => {
      const setting = this.own(new SiteSetting(system, memory));
      return { setting, session: this.own(new Session({ system, setting, keys, sample, filters, network })) };
    });
    this.sessions = pooled.map(({ session }) => session);
    this.settings = pooled.map(({ setting }) => setting);
    this.pool = this.own(new SourcePool({ systems: pooled, keys, sample, network }));
  }

  own<T extends { dispose(): unknown }>(part: T): T {
    return this.#folder.own(part);
  }

  /** Waits until the first system shows a site at an address. */
  async whenShown(baseUrl: string): Promise<Extract<SessionState, { kind: "ready" }>> {
    return await waitUntil(() => {
      const state = this.sessions[0]?.state;
      return state?.kind === "ready" && state.site.baseUrl === baseUrl && state;
    }, `the site ${baseUrl}`);
  }

  dispose(): void {
    this.#folder.remove();
  }
}
