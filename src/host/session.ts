import type { Disposable, Event } from "vscode";
import { EventEmitter } from "vscode";
import { ApiError } from "../http/apiError";
import type { ArtifactSource } from "../sources/source";
import type { Keys, Network, Site, SystemDefinition } from "../sources/system";
import type { KeyStore } from "./keyStore";
import type { SampleHost } from "./sampleHost";
import type { SiteSetting } from "./siteSetting";
import { SAMPLE_SITE } from "./siteSetting";

/** Whether and how a system can be talked to. */
export type SessionState =
  | { readonly kind: "starting" }
  | { readonly kind: "signedOut"; readonly site: Site }
  | { readonly kind: "ready"; readonly site: Site; readonly account: string; readonly source: ArtifactSource }
  | { readonly kind: "misconfigured"; readonly error: ApiError };

export interface SessionOptions {
  readonly system: SystemDefinition;
  readonly setting: SiteSetting;
  readonly keys: KeyStore;
  readonly sample: SampleHost;
  readonly network: () => Network;
}

/** One system's site and keys as they are now. Each change ends the source of the state before it. */
export class Session implements Disposable {
  readonly system: SystemDefinition;
  readonly #options: SessionOptions;
  readonly #listeners: readonly Disposable[];
  readonly #changed = new EventEmitter<SessionState>();
  readonly onDidChange: Event<SessionState> = this.#changed.event;
  #state: SessionState = { kind: "starting" };
  #round = 0;

  constructor(options: SessionOptions) {
    this.system = options.system;
    this.#options = options;
    this.#listeners = [
      options.setting.onDidChange(() => void this.open()),
      options.keys.onDidChange(() => void this.#openIfKeysChanged()),
    ];
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Reads site and keys anew. The old state's rows are gone before the new ones are known. */
  async open(): Promise<void> {
    const round = ++this.#round;
    this.#take({ kind: "starting" });
    const state = await this.#read();
    if (round === this.#round) {
      this.#take(state);
    } else if (state.kind === "ready") {
      state.source.dispose();
    }
  }

  dispose(): void {
    this.#round++;
    this.#endSource();
    for (const disposable of [...this.#listeners, this.#changed]) {
      disposable.dispose();
    }
  }

  async #read(): Promise<SessionState> {
    const choice = this.#options.setting.choice;
    if (choice.kind === "misconfigured") {
      return { kind: "misconfigured", error: new ApiError("badRequest", choice.reason) };
    }
    if (choice.kind === "sample") {
      return await this.#readSample();
    }
    await this.#options.sample.stop();
    const stored = await this.#options.keys.read(this.system.id, choice.site.baseUrl);
    return stored === undefined
      ? { kind: "signedOut", site: choice.site }
      : this.#ready(choice.site, stored.account, stored.keys);
  }

  async #readSample(): Promise<SessionState> {
    try {
      const { origin, keys } = await this.#options.sample.start();
      const site: Site = { id: SAMPLE_SITE, name: "Sample data", baseUrl: origin, keyPages: {} };
      return this.#ready(site, SAMPLE_SITE, { ...keys });
    } catch (cause) {
      return { kind: "misconfigured", error: new ApiError("network", "the sample server did not start", { cause }) };
    }
  }

  #ready(site: Site, account: string, keys: Keys): SessionState {
    return { kind: "ready", site, account, source: this.system.connect(site, keys, this.#options.network()) };
  }

  /** Another window's change of other keys must not close this window's tree. */
  async #openIfKeysChanged(): Promise<void> {
    const choice = this.#options.setting.choice;
    if (choice.kind !== "site") {
      return;
    }
    const stored = await this.#options.keys.read(this.system.id, choice.site.baseUrl);
    const account = this.#state.kind === "ready" ? this.#state.account : undefined;
    if (stored?.account !== account || this.#state.kind === "starting") {
      await this.open();
    }
  }

  #take(state: SessionState): void {
    this.#endSource();
    this.#state = state;
    this.#changed.fire(state);
  }

  #endSource(): void {
    if (this.#state.kind === "ready") {
      this.#state.source.dispose();
    }
  }
}
