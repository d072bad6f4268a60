import type { Disposable } from "vscode";
import { window } from "vscode";
import { showError, showInformation, showWarning } from "../../host/messages/messageBox";
import { COMMANDS } from "../../manifest/commands";
import { withCancellableProgress } from "../../host/messages/cancellableProgress";
import type { KeyStore } from "../../host/keys/keyStore";
import { siteOfKeys } from "../../host/site/siteAccess";
import type { SiteSetting } from "../../host/site/siteSetting";
import { SAMPLE_SITE } from "../../host/site/siteSetting";
import { ApiError } from "../../http/apiError";
import type { Keys, KeyVerdict, Network, Site, SystemDefinition } from "../../sources/contract/system";
import type { RegisterCommand } from "../shared/commandRegistry";
import { askKeyAgain, askKeyOrigin, askKeys, environmentKeys } from "./keyDialog";
import { findSiteOfKeys } from "./findSiteOfKeys";
import { sitesWithKeys, switchSite } from "./siteDialog";
import type { ConnectionDeps } from "./connectedSystem";
import { targetSystem } from "./connectedSystem";

const STATUS_MS = 6_000;

interface KeyTarget {
  readonly system: SystemDefinition;
  readonly setting: SiteSetting;
  readonly keys: KeyStore;
  readonly network: () => Network;
}

/** "Set Keys…" and "Remove Keys…". Both take the id of a system; the former also a site, as addresses name it. */
export function registerKeyCommands(register: RegisterCommand, deps: ConnectionDeps): Disposable[] {
  const on = (title: string, run: (target: KeyTarget) => Promise<void>) => async (systemId: string | undefined) => {
    const connected = await targetSystem(deps.systems, systemId, title);
    if (connected !== undefined) {
      const { system, setting } = connected;
      await run({ system, setting, keys: deps.keys, network: deps.network });
    }
  };
  return [
    register(COMMANDS.setKeys, "set the keys", ({ systemId, site }) =>
      on("Set Keys", (target) => setKeys(target, site))(systemId),
    ),
    register(COMMANDS.removeKeys, "remove the keys", on("Remove Keys", removeKeys)),
  ];
}

async function setKeys(options: KeyTarget, name: string | undefined): Promise<void> {
  const site = name === undefined ? await siteForKeys(options) : await namedSite(options, name);
  if (site === undefined) {
    return;
  }
  const hasEnvironment = environmentKeys(options.system) !== undefined;
  const origin = hasEnvironment ? await askKeyOrigin(options.system, site) : "typed";
  const keys = origin === "environment" ? environmentKeys(options.system) : await typedKeys(options, site, origin);
  if (keys !== undefined) {
    await checkAndStore(options, site, keys);
  }
}

function typedKeys(
  { system }: KeyTarget,
  site: Site,
  origin: "typed" | undefined,
): Promise<Keys | undefined> | undefined {
  return origin === undefined ? undefined : askKeys(system, site);
}

/** The site on show; when that takes no keys, the one that the user picks, which is then shown. */
async function siteForKeys({ system, setting, keys }: KeyTarget): Promise<Site | undefined> {
  const shown = siteOnShow(setting);
  if (shown !== undefined) {
    return shown;
  }
  const isPicked = await switchSite({ system, setting, keys, title: "Set Keys: Which site?", withSample: false });
  return isPicked ? siteOnShow(setting) : undefined;
}

/** The site of something else on show. @throws ApiError for the sample data, and for what is no site here. */
async function namedSite({ system, setting, keys }: KeyTarget, name: string): Promise<Site> {
  const site = await siteOfKeys({ setting, keys }, name);
  if (site === undefined) {
    const reason = name === SAMPLE_SITE ? "the sample data needs no keys" : "switch to its site first";
    throw new ApiError("badRequest", `"${name}" is no site of ${system.title} that is set up here; ${reason}`);
  }
  return site;
}

function siteOnShow({ choice }: SiteSetting): Site | undefined {
  return choice.kind === "site" ? choice.site : undefined;
}

/** Asks the service until the keys are right or the user leaves. */
async function checkAndStore(options: KeyTarget, site: Site, first: Keys): Promise<void> {
  let keys: Keys | undefined = first;
  while (keys !== undefined) {
    const verdict = await check(options, site, keys);
    if (verdict === undefined) {
      return;
    }
    if (verdict.kind === "valid" || (await isStoredUnchecked(verdict, site))) {
      await store(options, site, keys, verdict.kind === "valid");
      return;
    }
    keys = verdict.kind === "wrong" ? await correctKeys(options, site, keys, verdict) : undefined;
  }
}

async function check(options: KeyTarget, site: Site, keys: Keys): Promise<KeyVerdict | undefined> {
  const title = `Checking the keys with ${site.name}…`;
  return await withCancellableProgress(title, async (signal) => {
    const verdict = await options.system.checkKeys(site, keys, options.network(), { signal });
    return signal.aborted ? undefined : verdict;
  });
}

async function isStoredUnchecked(verdict: KeyVerdict, site: Site): Promise<boolean> {
  if (verdict.kind !== "unreachable") {
    return false;
  }
  const anyway = "Store Unchecked";
  const sentence = `Could not check the keys with ${site.name}: ${verdict.error.message}.`;
  return (await showWarning(sentence, anyway)) === anyway;
}

/** Says which key is wrong, and lets the user type it again or look for the site that the keys are of. */
async function correctKeys(
  options: KeyTarget,
  site: Site,
  keys: Keys,
  { field, reason }: Extract<KeyVerdict, { kind: "wrong" }>,
): Promise<Keys | undefined> {
  const again = "Type It Again";
  const elsewhere = "Try Other Sites…";
  const problem = `The ${field.title} is not valid on ${site.name}${reason === "" ? "" : `: ${reason}`}.`;
  const hint = options.system.sites.length > 1 ? " Each site has its own keys: these may belong to another site." : "";
  const choices = options.system.sites.length > 1 ? [again, elsewhere] : [again];
  const choice = await showError(problem + hint, ...choices);
  if (choice === again) {
    return await askKeyAgain({ system: options.system, site, field, problem }, keys);
  }
  if (choice === elsewhere) {
    const other = await findSiteOfKeys(options, site, keys);
    if (other !== undefined) {
      await store(options, other, keys, true);
      await options.setting.switchTo(other.id);
    }
  }
  return undefined;
}

async function store(options: KeyTarget, site: Site, keys: Keys, isChecked: boolean): Promise<void> {
  await options.keys.store(options.system.id, site.baseUrl, keys);
  const fate = isChecked ? "are valid and stored" : "are stored unchecked";
  window.setStatusBarMessage(`$(check) Keys for ${options.system.shortTitle} ${site.name} ${fate}`, STATUS_MS);
}

async function removeKeys({ system, setting, keys }: KeyTarget): Promise<void> {
  const sites = await sitesWithKeys({ system, setting, keys });
  if (sites.length === 0) {
    await showInformation(`${system.shortTitle}: no site has keys stored.`);
    return;
  }
  const items = sites.map((site) => ({ label: site.name, description: new URL(site.baseUrl).host, site }));
  const picked = await window.showQuickPick(items, { title: "Remove Keys: Which site?" });
  if (picked === undefined) {
    return;
  }
  const remove = "Remove Keys";
  const question = `Remove the keys of ${system.shortTitle} ${picked.label} from this machine?`;
  const detail = "They stay valid at the service; only the copy in VS Code's secret storage is removed.";
  if ((await showWarning(question, { modal: true, detail }, remove)) === remove) {
    await keys.remove(system.id, picked.site.baseUrl);
  }
}
