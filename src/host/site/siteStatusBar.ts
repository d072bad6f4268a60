import type { Disposable } from "vscode";
import { StatusBarAlignment, ThemeColor, window } from "vscode";
import { COMMANDS } from "../../manifest";
import type { ApiError } from "../../http/apiError";
import type { Session } from "./session";
import { SAMPLE_SITE } from "./siteSetting";

/** The status-bar item that tells a system's site and how it is, and switches it. */
export class SiteStatusBar implements Disposable {
  readonly #session: Session;
  readonly #item = window.createStatusBarItem("mlArtifacts.site", StatusBarAlignment.Left, 0);
  readonly #listener: Disposable;
  #failure: ApiError | undefined;

  constructor(session: Session) {
    this.#session = session;
    this.#item.name = `${session.system.shortTitle} Site`;
    this.#item.command = { command: COMMANDS.switchSite, title: "Switch Site", arguments: [session.system.id] };
    this.#listener = session.onDidChange(() => this.showHealth(undefined));
    this.#draw();
    this.#item.show();
  }

  /** The error that the site's last listing ended with, or none. */
  showHealth(failure: ApiError | undefined): void {
    this.#failure = failure;
    this.#draw();
  }

  dispose(): void {
    this.#listener.dispose();
    this.#item.dispose();
  }

  #draw(): void {
    const { icon, site, name = site, state } = this.#describe();
    const title = this.#session.system.shortTitle;
    this.#item.text = `$(${icon}) ${title}: ${site}`;
    this.#item.tooltip = `${this.#session.system.title}: ${name}${state === "" ? "" : `, ${state}`}. Click to switch the site.`;
    this.#item.accessibilityInformation = { label: `${title} site: ${name}${state === "" ? "" : `, ${state}`}` };
    this.#item.backgroundColor =
      this.#failure === undefined ? undefined : new ThemeColor("statusBarItem.warningBackground");
  }

  /** `name` is the site without what its text in the bar adds. */
  #describe(): { icon: string; site: string; name?: string; state: string } {
    const { state } = this.#session;
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
        return this.#failure === undefined
          ? { icon, site: state.site.name, state: "" }
          : { icon: "warning", site: state.site.name, state: this.#failure.message };
      }
    }
  }
}
