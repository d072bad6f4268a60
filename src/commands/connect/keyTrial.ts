import type { ApiError } from "../../http/apiError";
import type { Keys, Network, Site, SystemDefinition } from "../../sources/contract/system";

interface KeyTrialOptions {
  readonly system: Pick<SystemDefinition, "checkKeys">;
  readonly network: () => Network;
  readonly signal: AbortSignal;
  readonly onTry: (site: Site) => void;
}

/** Keys that no site accepted. */
interface FailedTrial {
  readonly wrong: readonly Site[];
  /** Sites that may know the keys all the same. */
  readonly unreachable: readonly { readonly site: Site; readonly error: ApiError }[];
}

/** Tries keys on sites, one after the other until one takes them. @throws the signal's reason once it is aborted. */
export async function tryKeys(
  sites: readonly Site[],
  keys: Keys,
  { system, network, signal, onTry }: KeyTrialOptions,
): Promise<Site | FailedTrial> {
  const wrong: Site[] = [];
  const unreachable: { site: Site; error: ApiError }[] = [];
  for (const site of sites) {
    onTry(site);
    const verdict = await system.checkKeys(site, keys, network(), { signal });
    signal.throwIfAborted();
    switch (verdict.kind) {
      case "valid":
        return site;
      case "wrong":
        wrong.push(site);
        break;
      case "unreachable":
        unreachable.push({ site, error: verdict.error });
    }
  }
  return { wrong, unreachable };
}

/** "The keys are not valid on US3 either. Could not check the keys with EU1: the host could not be found." */
export function failedTrialText({ wrong, unreachable }: FailedTrial): string {
  const refused =
    wrong.length === 0 ? [] : [`The keys are not valid on ${wrong.map(({ name }) => name).join(", ")} either.`];
  const failures = unreachable.map(({ site, error }) => `${site.name}: ${error.message}`).join("; ");
  return [...refused, ...(failures === "" ? [] : [`Could not check the keys with ${failures}.`])].join(" ");
}
