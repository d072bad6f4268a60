import type { Event } from "vscode";
import { Disposable, EventEmitter } from "vscode";
import { ApiError } from "../../http/apiError";
import type { ArtifactSource } from "../../sources/contract/source";
import type { Keys, KeyVerdict, Network, Site, SystemDefinition } from "../../sources/contract/system";
import type { FilterStore } from "../filterStore";
import type { MissingKeys } from "../keys/keyRecords";
import type { KeyStore } from "../keys/keyStore";
import { onDidChangeNetwork } from "./network";
import type { SampleHost } from "./sampleHost";
import { ANONYMOUS, siteAccess } from "./siteAccess";
import type { SiteSetting } from "./siteSetting";
import { SAMPLE_SITE, siteName } from "./siteSetting";
import type { CallOptions } from "../../sources/contract/entry";

export type SessionState =
  | { readonly kind: "starting" }
  /** No address was ever given. */
  | { readonly kind: "unset" }
  | {
      readonly kind: "signedOut";
      readonly site: Site;
      /** Given where keys were set, and are not here: a reload may bring them, or they are lost. */
      readonly missing: MissingKeys | undefined;
    }
  | {
      readonly kind: "ready";
      readonly site: Site;
      /** Tells the keys in use from others, and says nothing about them. */
      readonly account: string;
      /** False for a service that wants no keys and was given none. */
      readonly hasKeys: boolean;
      readonly source: ArtifactSource;
      /** Asks the service about the keys in use. */
      readonly check: (options: CallOptions) => Promise<KeyVerdict>;
    }
  | { readonly kind: "misconfigured"; readonly error: ApiError };

/** States that a change of the network's settings does not touch. */
const OFFLINE: readonly SessionState["kind"][] = ["unset", "signedOut"];

interface SessionOptions {
  readonly system: SystemDefinition;
  readonly setting: SiteSetting;
  readonly keys: KeyStore;
  readonly sample: SampleHost;
  readonly filters: FilterStore;
  readonly network: () => Network;
}

/** One system's site and keys as they are now. Each change ends the source of the state before it. */
export class Session implements Disposable {
  readonly system: SystemDefinition;
  readonly #options: SessionOptions;
  readonly #parts: Disposable;
  readonly #changed = new EventEmitter<SessionState>();
  readonly onDidChange: Event<SessionState> = this.#changed.event;
  #state: SessionState = { kind: "starting" };
  #round = 0;

  constructor(options: SessionOptions) {
    this.system = options.system;
    this.#options = options;
    this.#parts = Disposable.from(
      options.setting.onDidChange(() => void this.open()),
      options.keys.onDidChange(() => void this.#openIfKeysChanged()),
      onDidChangeNetwork(() => this.#openIfOnNetwork()),
      this.#changed,
    );
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Reads site and keys again. The old state's rows are gone before the new ones are known. */
  async open(): Promise<void> {
    const round = ++this.#round;
    if (round === 1 || this.#state.kind !== "starting") {
      this.#take({ kind: "starting" });
    }
    const state = await this.#read().catch(misconfiguredBy);
    if (round === this.#round) {
      this.#take(state);
    } else if (state.kind === "ready") {
      state.source.dispose();
    }
  }

  dispose(): void {
    this.#round++;
    this.#endSource();
    this.#parts.dispose();
  }

  async #read(): Promise<SessionState> {
    const choice = this.#options.setting.choice;
    if (choice.kind === "misconfigured") {
      return { kind: "misconfigured", error: new ApiError("badRequest", choice.reason) };
    }
    if (choice.kind === "sample") {
      return await this.#readSample();
    }
    await this.#options.sample.leave(this.system.id);
    return choice.kind === "unset" ? choice : await this.#readKeys(choice.site);
  }

  async #readKeys(site: Site): Promise<SessionState> {
    const access = await siteAccess(this.#options, site);
    return access.kind === "granted"
      ? this.#ready(site, access.account, access.keys)
      : { kind: "signedOut", site, missing: access.missing };
  }

  async #readSample(): Promise<SessionState> {
    const { site, keys } = await this.#options.sample.siteOf(this.system.id, this.system.id);
    return this.#ready(site, SAMPLE_SITE, keys);
  }

  #ready(site: Site, account: string, keys: Keys): SessionState {
    const network = this.#options.network();
    const source = this.system.connect(site, keys, network);
    const check = (options: CallOptions) => this.system.checkKeys(site, keys, network, options);
    return { kind: "ready", site, account, hasKeys: account !== ANONYMOUS, source, check };
  }

  /** Another window's change of other keys must not close this window's tree. */
  async #openIfKeysChanged(): Promise<void> {
    const choice = this.#options.setting.choice;
    if (choice.kind !== "site") {
      return;
    }
    if ((await this.#accountOf(choice.site)) !== accountOf(this.#state)) {
      await this.open();
    }
  }

  async #accountOf(site: Site): Promise<string | undefined> {
    try {
      const access = await siteAccess(this.#options, site);
      return access.kind === "granted" ? access.account : access.missing;
    } catch {
      // Unlike any account: opening meets the same failure, and says so.
      return "unreadable";
    }
  }

  /** A source that is there goes on by the settings that it was made with. The sample data is on this machine. */
  #openIfOnNetwork(): void {
    const state = this.#state;
    const isOn = state.kind === "ready" ? state.site.id !== SAMPLE_SITE : !OFFLINE.includes(state.kind);
    if (isOn) {
      void this.open();
    }
  }

  /** The source has its filters before listeners hear of it: the first of them may list its rows. */
  #take(state: SessionState): void {
    this.#endSource();
    this.#state = state;
    this.#restoreChoices(state);
    this.#changed.fire(state);
  }

  #restoreChoices(state: SessionState): void {
    const { filters } = this.#options;
    if (state.kind === "ready" && state.source.choices !== undefined) {
      filters.restore(choicesSite(this.system, state.site), state.source.choices);
    } else if (state.kind === "signedOut" && state.missing === undefined) {
      // The next keys may be another user's.
      void filters.keepSelf(choicesSite(this.system, state.site), undefined);
    }
  }

  #endSource(): void {
    if (this.#state.kind === "ready") {
      this.#state.source.dispose();
    }
  }
}

/** Names a site in the store of filters, also where it is an address of the user's own. */
export function choicesSite({ id }: SystemDefinition, site: Site): string {
  return `${id}/${siteName(site)}`;
}

/** A view that waits for a state would wait for ever: it says what was thrown in place of one. */
function misconfiguredBy(cause: unknown): SessionState {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const error = cause instanceof ApiError ? cause : new ApiError("badRequest", reason, { cause });
  return { kind: "misconfigured", error };
}

/** Gives for a state's keys the same as `#accountOf` would. */
function accountOf(state: SessionState): string | undefined {
  switch (state.kind) {
    case "ready":
      return state.account;
    case "signedOut":
      return state.missing;
    default:
      return state.kind;
  }
}
