import { showWarning } from "../../host/messages/messageBox";
import { withCancellableProgress, withLateProgress } from "../../host/messages/cancellableProgress";
import type { KeyStore } from "../../host/keys/keyStore";
import { nextEvent } from "../../host/nextEvent";
import { namedSiteAccess } from "../../host/site/siteAccess";
import { SAMPLE_SITE } from "../../host/site/siteSetting";
import type { SourcePool } from "../../host/site/sourcePool";
import type { ConnectedSystem } from "../connect/connectedSystem";

/** The part of a system that a switch touches. */
type SiteHolder = Pick<ConnectedSystem, "system" | "setting" | "session">;

interface SiteDeps {
  readonly keys: KeyStore;
  readonly pool: SourcePool;
}

/**
 * Sees to it that a site is the one on show, after a question when it is another. False when the user leaves.
 * @throws ApiError when it can't be shown: an address may come from outside, and none leads to a place that was not
 * set up here.
 */
export async function revealSite(connected: SiteHolder, site: string, deps: SiteDeps): Promise<boolean> {
  const { system, session } = connected;
  const isShown = () => deps.pool.shownSite(system.id) === site;
  // A link may start VS Code, and be here before the keys are read.
  await withLateProgress(`Waiting for ${system.title}`, (signal) => whenSettled(connected, signal));
  if (session.state.kind === "starting") {
    return false;
  }
  const target = isShown() ? undefined : await describeSite(connected, site, deps.keys);
  if (target === undefined || isShown()) {
    return true;
  }
  const now = session.state.kind === "ready" ? session.state.site.name : "no site";
  const question = `Switch ${system.title} to ${target.name}?`;
  const detail = `It is on ${target.address}. The view shows ${now} now.`;
  if ((await showWarning(question, { modal: true, detail }, "Switch")) !== "Switch") {
    return false;
  }
  await switchTo(connected, site);
  return await withCancellableProgress(`Switching to ${target.name}`, (signal) =>
    whenShown(connected, isShown, signal),
  );
}

/** The question names the whole address, since one host may serve several. @throws ApiError when it is refused. */
async function describeSite({ setting }: SiteHolder, site: string, keys: KeyStore) {
  const access = await namedSiteAccess({ setting, keys }, site);
  switch (access.kind) {
    case "sample":
      return { name: "Sample data", address: "this machine" };
    case "refused":
      throw access.error;
    case "granted":
      return { name: access.site.name, address: access.site.baseUrl };
  }
}

async function switchTo({ system, setting }: SiteHolder, site: string): Promise<void> {
  const hasName = site === SAMPLE_SITE || system.sites.some(({ id }) => id === site);
  await (hasName ? setting.switchTo(site) : setting.switchToUrl(site));
}

async function whenSettled({ session }: SiteHolder, signal: AbortSignal): Promise<void> {
  while (session.state.kind === "starting" && !signal.aborted) {
    await nextEvent([session.onDidChange], signal);
  }
}

/** The setting is read, and its keys, before the view follows. False when the user stops waiting, or it can't be shown. */
async function whenShown({ session }: SiteHolder, isShown: () => boolean, signal: AbortSignal): Promise<boolean> {
  while (!isShown() && !signal.aborted) {
    await nextEvent([session.onDidChange], signal);
    if (session.state.kind === "signedOut" || session.state.kind === "misconfigured") {
      break;
    }
  }
  return isShown();
}
