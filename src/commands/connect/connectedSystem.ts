import { window } from "vscode";
import type { KeyStore } from "../../host/keys/keyStore";
import type { Session } from "../../host/site/session";
import type { SiteSetting } from "../../host/site/siteSetting";
import type { Network, SystemDefinition } from "../../sources/contract/system";
import type { ExplorerView } from "../../tree/explorerView";

/** A system with what this window keeps for it. */
export interface ConnectedSystem {
  readonly system: SystemDefinition;
  readonly setting: SiteSetting;
  readonly session: Session;
  readonly view: ExplorerView;
}

export interface ConnectionDeps {
  readonly systems: readonly ConnectedSystem[];
  readonly keys: KeyStore;
  readonly network: () => Network;
}

/** The system that a command was called for, by its id, else the only one, else the one that the user picks. */
export async function targetSystem(
  systems: readonly ConnectedSystem[],
  id: string | undefined,
  title: string,
): Promise<ConnectedSystem | undefined> {
  const called = systems.find(({ system }) => system.id === id) ?? (systems.length === 1 ? systems[0] : undefined);
  if (called !== undefined) {
    return called;
  }
  const items = systems.map((connected) => ({
    label: connected.system.title,
    description: describeState(connected.session),
    connected,
  }));
  const picked = await window.showQuickPick(items, { title, placeHolder: "Which system?" });
  return picked?.connected;
}

function describeState({ state }: Session): string {
  switch (state.kind) {
    case "ready":
      return state.site.name;
    case "signedOut":
      return `${state.site.name}, no keys`;
    case "unset":
      return "not set up";
    case "misconfigured":
      return state.error.message;
    case "starting":
      return "";
  }
}
