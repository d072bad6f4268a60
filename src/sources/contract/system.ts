import type { ApiError } from "../../http/apiError";
import type { ProxyOptions } from "../../http/transport/transport";
import type { ArtifactSource } from "./source";
import type { CallOptions } from "./entry";

/** A key that a system asks for. */
export interface KeyField {
  /** The name that it is stored under. */
  readonly name: string;
  /** As a person calls it: "API key". */
  readonly title: string;
  /** The ecosystem's environment variables that hold it, the usual one first. */
  readonly environment: readonly string[];
  /** True when there are services of this system that want no key. */
  readonly isOptional?: boolean;
}

/** Keys by the names of their fields. */
export type Keys = Readonly<Record<string, string>>;

/** A place where a system is served, which keys belong to. */
export interface Site {
  /** As the setting has it: `datadoghq.eu`, `sample`, `custom`. */
  readonly id: string;
  /** As a person calls it: `EU1`. */
  readonly name: string;
  /** https, or http to loopback; a path prefix may follow. */
  readonly baseUrl: string;
  /** Where each key is made, by the names of the key fields. */
  readonly keyPages: Readonly<Record<string, string>>;
}

/** How requests leave this machine, and who they say they are from. */
export interface Network {
  readonly userAgent: string;
  readonly proxy: ProxyOptions;
  /** Takes a line without keys and query strings. */
  readonly log: (line: string) => void;
}

/** A service's answer to a check of keys. */
export type KeyVerdict =
  | { readonly kind: "valid" }
  /** `reason` is what the service says of it; empty when it says nothing beyond that. */
  | { readonly kind: "wrong"; readonly field: KeyField; readonly reason: string }
  | { readonly kind: "unreachable"; readonly error: ApiError };

/** Where the user's choice of a site is kept. All of these are machine-scoped: keys are sent to what they name. */
export interface SiteSettings {
  /** Holds a site's id, `sample`, `custom` (with `customUrl`), or, without `customUrl`, the address itself. */
  readonly site: string;
  readonly customUrl?: string;
  /** The names that earlier versions gave them, by those that they have now. They count where the new name is not set. */
  readonly earlier: Readonly<Record<string, string>>;
}

/** A system, as the rest of the product knows it. */
export interface SystemDefinition {
  /** Also the last part of its view's id and the first of its rows' ids. */
  readonly id: string;
  /** "Datadog Model Lab". */
  readonly title: string;
  /** "Model Lab", where space is scarce. */
  readonly shortTitle: string;
  /** Shows its site in the status bar. */
  readonly hasStatusBar?: boolean;
  readonly keyFields: readonly KeyField[];
  readonly settings: SiteSettings;
  /** The sites that have a name of their own; `sample` and `custom` are not among them. */
  readonly sites: readonly Site[];
  /** The environment's variable that holds the service's address, where the ecosystem has one. */
  readonly addressVariable?: string;
  connect(site: Site, keys: Keys, network: Network): ArtifactSource;
  /** @throws nothing but the signal's reason. */
  checkKeys(site: Site, keys: Keys, network: Network, options: CallOptions): Promise<KeyVerdict>;
}
