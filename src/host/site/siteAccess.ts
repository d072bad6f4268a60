import { ApiError } from "../../http/apiError";
import type { Keys, Site, SystemDefinition } from "../../sources/contract/system";
import type { MissingKeys, StoredKeys } from "../keys/keyRecords";
import type { KeyStore } from "../keys/keyStore";
import type { SiteSetting } from "./siteSetting";
import { SAMPLE_SITE, urlProblem } from "./siteSetting";

/** The account of a site that wants no keys. */
export const ANONYMOUS = "anonymous";

/** A site with the keys that may be sent to it. */
export interface GrantedAccess {
  readonly kind: "granted";
  readonly site: Site;
  /** Tells the keys from others, and says nothing about them. */
  readonly account: string;
  readonly keys: Keys;
}

interface RefusedAccess {
  readonly kind: "refused";
  readonly error: ApiError;
  /** Given where keys were set, and are not here. */
  readonly missing: MissingKeys | undefined;
}

interface SiteAccessDeps {
  readonly setting: SiteSetting;
  readonly keys: KeyStore;
}

/** The sample data is on this machine, and always open: its address and keys come with its server. */
type SiteAccess = GrantedAccess | RefusedAccess | { readonly kind: "sample" };

/** As `siteAccess`, for a site as addresses name it; such a name may come from outside. */
export async function namedSiteAccess(deps: SiteAccessDeps, name: string): Promise<SiteAccess> {
  if (name === SAMPLE_SITE) {
    return { kind: "sample" };
  }
  const site = deps.setting.siteNamed(name);
  if (site === undefined) {
    const reason = urlProblem(name) ?? "unknown";
    return refused(new ApiError("badRequest", `unknown site for ${deps.setting.system.title}: "${name}" (${reason})`));
  }
  return await siteAccess(deps, site);
}

/**
 * The site that keys may be asked for, by its name: one that the user has set up, or given keys to before. Undefined for any
 * other, as a name may come from outside, and the sample data takes none.
 */
export async function siteOfKeys(deps: SiteAccessDeps, name: string): Promise<Site | undefined> {
  const site = deps.setting.siteNamed(name);
  const isKnown = site !== undefined && (deps.setting.isSetUp(site) || (await storedKeys(deps, site)) !== undefined);
  return isKnown ? site : undefined;
}

/**
 * Decides, as the only place, if a site may be asked, and with which keys: keys go to the address alone that
 * they were given for, and nothing at all goes to an address that the user has not set up.
 */
export async function siteAccess(
  { setting, keys }: SiteAccessDeps,
  site: Site,
): Promise<GrantedAccess | RefusedAccess> {
  const { system } = setting;
  const stored = await storedKeys({ setting, keys }, site);
  if (typeof stored === "object") {
    return { kind: "granted", site, account: stored.account, keys: stored.keys };
  }
  const isSetUp = setting.isSetUp(site);
  if (stored === undefined && isSetUp && canDoWithoutKeys(system)) {
    return { kind: "granted", site, account: ANONYMOUS, keys: {} };
  }
  const error =
    isSetUp || stored !== undefined
      ? new ApiError("auth", `there are no keys for ${system.title} ${site.name} here`)
      : new ApiError("badRequest", `${site.baseUrl} is not set up here (setting ${addressSetting(system)})`);
  return refused(error, stored);
}

/** As `KeyStore.read`, with those that an earlier version stored for the site's origin where it is the site that they were for. */
export async function storedKeys(
  { setting, keys }: SiteAccessDeps,
  site: Site,
): Promise<StoredKeys | MissingKeys | undefined> {
  if (setting.isNamed(site)) {
    await keys.takeOver(setting.system.id, site.baseUrl);
  }
  return await keys.read(setting.system.id, site.baseUrl);
}

/** Some systems have services that want no keys at all. */
function canDoWithoutKeys({ keyFields }: SystemDefinition): boolean {
  return keyFields.every(({ isOptional }) => isOptional === true);
}

function refused(error: ApiError, missing?: MissingKeys): RefusedAccess {
  return { kind: "refused", error, missing };
}

function addressSetting({ settings }: SystemDefinition): string {
  return settings.customUrl ?? settings.site;
}
