import { window } from "vscode";
import { showInformation, showWarning } from "../../host/messages/messageBox";
import { withCancellableProgress } from "../../host/messages/cancellableProgress";
import type { Keys, Network, Site, SystemDefinition } from "../../sources/contract/system";
import { failedTrialText, tryKeys } from "./keyTrial";

interface OtherSitesOptions {
  readonly system: SystemDefinition;
  readonly network: () => Network;
}

/**
 * Looks for the site that keys are of, on those sites alone that the user ticks: checking keys means sending them there.
 * Undefined when the user leaves or none of the sites knows the keys, which is said. @throws an abort when the user stops it.
 */
export async function findSiteOfKeys(options: OtherSitesOptions, known: Site, keys: Keys): Promise<Site | undefined> {
  const items = options.system.sites
    .filter((site) => site.id !== known.id)
    .map((site) => ({ label: site.name, description: new URL(site.baseUrl).host, site }));
  const picked = await window.showQuickPick(items, {
    canPickMany: true,
    title: "Try the keys on other sites",
    placeHolder: "The keys are sent only to the sites you select",
  });
  if (picked === undefined || picked.length === 0) {
    return undefined;
  }
  const sites = picked.map(({ site }) => site);
  const found = await withCancellableProgress("Trying the keys", (signal, report) =>
    tryKeys(sites, keys, { ...options, signal, onTry: ({ name }) => report(`on ${name}…`) }),
  );
  if ("wrong" in found) {
    await showWarning(failedTrialText(found));
    return undefined;
  }
  return await confirmed(found);
}

async function confirmed(site: Site): Promise<Site | undefined> {
  const accept = `Store and Switch to ${site.name}`;
  const choice = await showInformation(`The keys belong to ${site.name}.`, accept);
  return choice === accept ? site : undefined;
}
