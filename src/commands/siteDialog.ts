import type { QuickPickItem } from "vscode";
import { ConfigurationTarget, QuickPickItemKind, window, workspace } from "vscode";
import { SETTINGS } from "../contract";
import type { KeyStore } from "../host/keyStore";
import type { SiteSetting } from "../host/siteSetting";
import { CUSTOM_SITE, customUrlProblem, SAMPLE_SITE } from "../host/siteSetting";
import type { Site, SystemDefinition } from "../sources/system";

export interface SiteDialogOptions {
  readonly system: SystemDefinition;
  readonly setting: SiteSetting;
  readonly keys: KeyStore;
}

interface SiteItem extends QuickPickItem {
  readonly id?: string;
}

/** The sites that keys are stored for: the known ones, and the custom one. */
export async function sitesWithKeys({ system, setting, keys }: SiteDialogOptions): Promise<readonly Site[]> {
  const custom = setting.choiceOf(CUSTOM_SITE);
  const sites = custom.kind === "site" ? [...system.sites, custom.site] : system.sites;
  const stored = await Promise.all(sites.map(async (site) => (await keys.read(system.id, site.baseUrl)) !== undefined));
  return sites.filter((_, index) => stored[index]);
}

/** Lets the user pick a site, and type the address of a custom one. Gives the setting's value. */
export async function askSite(
  options: SiteDialogOptions & { readonly title: string; readonly withSample: boolean },
): Promise<string | undefined> {
  const withKeys = new Set((await sitesWithKeys(options)).map(({ id }) => id));
  const item = (id: string, name: string, description: string): SiteItem => ({
    id,
    label: `$(${id === options.setting.id ? "check" : "blank"}) ${name}`,
    description: withKeys.has(id) ? `${description}  $(key) keys stored` : description,
  });
  const items: SiteItem[] = [
    ...options.system.sites.map((site) => item(site.id, site.name, site.id)),
    { label: "", kind: QuickPickItemKind.Separator },
    ...(options.withSample ? [item(SAMPLE_SITE, "Sample data", "no account needed, stays on this machine")] : []),
    item(CUSTOM_SITE, "Custom URL…", customDescription(options.setting)),
  ];
  const shown = { title: options.title, placeHolder: "Keys are of one site", matchOnDescription: true };
  const picked = await window.showQuickPick(items, shown);
  return picked?.id === CUSTOM_SITE ? await askCustomUrl() : picked?.id;
}

function customDescription(setting: SiteSetting): string {
  const custom = setting.choiceOf(CUSTOM_SITE);
  return custom.kind === "site" ? custom.site.baseUrl : "another address of the API";
}

async function askCustomUrl(): Promise<string | undefined> {
  const configuration = workspace.getConfiguration();
  const url = await window.showInputBox({
    title: "Custom URL",
    prompt: "Where the Model Lab API is served. Keys are sent there.",
    placeHolder: "https://api.example.com",
    value: configuration.inspect<string>(SETTINGS.modelLabCustomUrl)?.globalValue ?? "",
    ignoreFocusOut: true,
    validateInput: (text) => customUrlProblem(text.trim()),
  });
  if (url === undefined) {
    return undefined;
  }
  await configuration.update(SETTINGS.modelLabCustomUrl, url.trim(), ConfigurationTarget.Global);
  return CUSTOM_SITE;
}
