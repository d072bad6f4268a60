import { window } from "vscode";
import { showInformation, showWarning } from "../host/messageBox";
import { withCancellableProgress } from "../host/cancellableProgress";
import type { Keys, Network, Site, SystemDefinition } from "../sources/system";

export interface OtherSitesOptions {
  readonly system: SystemDefinition;
  readonly network: () => Network;
}

/**
 * Looks for the site that keys are of, on those sites alone that the user ticks: checking keys means sending them there.
 * Undefined when the user leaves or none of the sites knows the keys, which is said.
 */
export async function findSiteOfKeys(options: OtherSitesOptions, known: Site, keys: Keys): Promise<Site | undefined> {
  const items = options.system.sites
    .filter((site) => site.id !== known.id)
    .map((site) => ({ label: site.name, description: new URL(site.baseUrl).host, site }));
  const picked = await window.showQuickPick(items, {
    canPickMany: true,
    title: "Try the keys on other sites",
    placeHolder: "The keys are sent to the sites that you tick, to none else",
  });
  if (picked === undefined || picked.length === 0) {
    return undefined;
  }
  const found = await tryInTurn(
    options,
    picked.map(({ site }) => site),
    keys,
  );
  if (found === "none") {
    await showWarning(`The keys are not valid on ${picked.map(({ label }) => label).join(", ")} either.`);
  }
  return found === "none" || found === undefined ? undefined : await confirmed(found);
}

async function tryInTurn(
  { system, network }: OtherSitesOptions,
  sites: readonly Site[],
  keys: Keys,
): Promise<Site | "none" | undefined> {
  return await withCancellableProgress("Trying the keys", async (signal, report) => {
    for (const site of sites) {
      report(`on ${site.name}…`);
      const verdict = await system.checkKeys(site, keys, network(), { signal });
      if (signal.aborted) {
        return undefined;
      }
      if (verdict.kind === "valid") {
        return site;
      }
    }
    return "none";
  });
}

async function confirmed(site: Site): Promise<Site | undefined> {
  const accept = `Store and Switch to ${site.name}`;
  const choice = await showInformation(`The keys belong to ${site.name}.`, accept);
  return choice === accept ? site : undefined;
}
