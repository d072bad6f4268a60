import type { QuickPickItem } from "vscode";
import { QuickPickItemKind, window } from "vscode";
import type { KeyStore } from "../../host/keys/keyStore";
import type { SiteSetting } from "../../host/site/siteSetting";
import { storedKeys } from "../../host/site/siteAccess";
import { CUSTOM_SITE, SAMPLE_SITE, urlProblem } from "../../host/site/siteSetting";
import { wholeAddress } from "../../http/baseUrl";
import type { Site, SystemDefinition } from "../../sources/contract/system";

interface SiteDialogOptions {
  readonly system: SystemDefinition;
  readonly setting: SiteSetting;
  readonly keys: KeyStore;
}

interface SiteItem extends QuickPickItem {
  readonly choose?: () => Promise<boolean>;
}

/** The sites that keys are stored for: the known ones, the custom one, and addresses of the user's own from before. */
export async function sitesWithKeys({ system, setting, keys }: SiteDialogOptions): Promise<readonly Site[]> {
  const custom = customSite(setting);
  const named = custom === undefined ? system.sites : [...system.sites, custom];
  // Before the others: these take over what an earlier version stored for their origins.
  const stored = await Promise.all(
    named.map(async (site) => (await storedKeys({ setting, keys }, site)) !== undefined),
  );
  const earlier = earlierSites(setting, named);
  const left = await Promise.all(earlier.map(({ baseUrl }) => keys.isStored(system.id, baseUrl)));
  return [...named.filter((_, index) => stored[index]), ...earlier.filter((_, index) => left[index])];
}

/** Lets the user pick a site, or type the address of one, and switches to it. False when the user leaves. */
export async function switchSite(
  options: SiteDialogOptions & { readonly title: string; readonly withSample: boolean },
): Promise<boolean> {
  const { system, setting } = options;
  if (system.sites.length === 0 && setting.choice.kind === "unset") {
    return await askCustomUrl(options);
  }
  const items = await siteItems(options, options.withSample);
  const shown = {
    title: options.title,
    placeHolder: "Select the site to show. Each site has its own keys.",
    matchOnDescription: true,
  };
  const picked = await window.showQuickPick(items, shown);
  return (await picked?.choose?.()) ?? false;
}

async function siteItems(options: SiteDialogOptions, withSample: boolean): Promise<readonly SiteItem[]> {
  const { system, setting } = options;
  const withKeys = new Set((await sitesWithKeys(options)).map(({ baseUrl }) => baseUrl));
  const item = (id: string, name: string, description: string): SiteItem => ({
    label: `$(${id === setting.id ? "check" : "blank"}) ${name}`,
    description,
    choose: () => setting.switchTo(id).then(() => true),
  });
  const siteItem = ({ id, name, baseUrl }: Site, description: string) =>
    item(id, name, withKeys.has(baseUrl) ? `${description}  $(key) keys stored` : description);
  const custom = customSite(setting);
  const fromEnvironment = environmentUrl(system);
  return [
    ...system.sites.map((site) => siteItem(site, new URL(site.baseUrl).host)),
    { label: "", kind: QuickPickItemKind.Separator },
    ...(custom === undefined ? [] : [siteItem(custom, custom.baseUrl)]),
    ...(fromEnvironment === undefined ? [] : [environmentItem(options, fromEnvironment)]),
    { label: "$(blank) Custom URL…", description: "another address of the API", choose: () => askCustomUrl(options) },
    ...(withSample ? [item(SAMPLE_SITE, "Sample data", "no account needed, stays on this machine")] : []),
  ];
}

function earlierSites(setting: SiteSetting, named: readonly Site[]): readonly Site[] {
  const known = new Set(named.map(({ baseUrl }) => wholeAddress(baseUrl)));
  return setting.chosen.filter((address) => !known.has(address)).flatMap((address) => setting.siteNamed(address) ?? []);
}

function customSite(setting: SiteSetting): Site | undefined {
  const choice = setting.customUrl === "" ? undefined : setting.choiceOf(customId(setting));
  return choice?.kind === "site" ? choice.site : undefined;
}

function customId(setting: SiteSetting): string {
  return setting.system.settings.customUrl === undefined ? setting.customUrl : CUSTOM_SITE;
}

function environmentItem({ system, setting }: SiteDialogOptions, url: string): SiteItem {
  return {
    label: `$(terminal) ${new URL(url).host}`,
    description: `${system.addressVariable ?? ""} of this environment`,
    choose: () => setting.switchToUrl(url).then(() => true),
  };
}

/** The address that the ecosystem's variable holds; it may come without https://. */
function environmentUrl(system: SystemDefinition): string | undefined {
  const text = system.addressVariable === undefined ? "" : (process.env[system.addressVariable]?.trim() ?? "");
  const url = text === "" || text.includes("://") ? text : `https://${text}`;
  return url === "" || urlProblem(url) !== undefined ? undefined : url;
}

async function askCustomUrl({ system, setting }: SiteDialogOptions): Promise<boolean> {
  const url = await window.showInputBox({
    title: `${system.title}: Address`,
    prompt: `Where ${system.title} is served. Keys are sent there.`,
    placeHolder: "https://ml.example.com/prod/api",
    value: setting.customUrl,
    ignoreFocusOut: true,
    validateInput: (text) => urlProblem(text.trim()),
  });
  if (url === undefined) {
    return false;
  }
  await setting.switchToUrl(url.trim());
  return true;
}
