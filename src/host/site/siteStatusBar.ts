import type { Disposable, StatusBarItem } from "vscode";
import { ThemeColor } from "vscode";
import type { ApiError } from "../../http/apiError";
import type { BarText } from "../keptStart";
import { showSiteItem } from "../siteItem";
import type { Session, SessionState } from "./session";
import { SAMPLE_SITE } from "./siteSetting";

/** The status-bar item that tells a system's site and how it is, and switches it. */
export class SiteStatusBar implements Disposable {
  readonly #session: Session;
  readonly #item: StatusBarItem;
  readonly #listener: Disposable;
  #failure: ApiError | undefined;

  constructor(session: Session, item: StatusBarItem) {
    this.#session = session;
    this.#item = item;
    this.#listener = session.onDidChange(() => this.showHealth(undefined));
    this.#draw();
  }

  /** The error that the site's last listing ended with, or none. */
  showHealth(failure: ApiError | undefined): void {
    this.#failure = failure;
    this.#draw();
  }

  dispose(): void {
    this.#listener.dispose();
  }

  #draw(): void {
    showSiteItem(this.#item, barTextOf(this.#session, this.#failure));
    this.#item.backgroundColor =
      this.#failure === undefined ? undefined : new ThemeColor("statusBarItem.warningBackground");
  }
}

/** How the item reads. `failure` is the error that the site's last listing ended with. */
export function barTextOf({ system, state: now }: Session, failure?: ApiError): BarText {
  const { icon, site, name = site, state } = describe(now, failure);
  const how = state === "" ? "" : `, ${state}`;
  return {
    systemId: system.id,
    name: `${system.shortTitle} Site`,
    text: `$(${icon}) ${system.shortTitle}: ${site}`,
    tooltip: `${system.title}: ${name}${how}. Click to switch the site.`,
    label: `${system.shortTitle} site: ${name}${how}`,
  };
}

/** `name` is the site without what its text in the bar adds. */
function describe(
  state: SessionState,
  failure: ApiError | undefined,
): { icon: string; site: string; name?: string; state: string } {
  switch (state.kind) {
    case "starting":
      return { icon: "server", site: "…", state: "" };
    case "unset":
      return { icon: "debug-disconnect", site: "not set up", state: "no address" };
    case "misconfigured":
      return { icon: "error", site: "not set up", state: state.error.message };
    case "signedOut":
      return { icon: "key", site: `${state.site.name} (no keys)`, name: state.site.name, state: "no keys" };
    case "ready": {
      const icon = state.site.id === SAMPLE_SITE ? "beaker" : "server";
      return failure === undefined
        ? { icon, site: state.site.name, state: "" }
        : { icon: "warning", site: state.site.name, state: failure.message };
    }
  }
}
