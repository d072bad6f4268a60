import type { Memento } from "vscode";
import { Disposable } from "vscode";
import { CONTEXT_KEYS } from "../../manifest/contextKeys";
import { stateKeyOf } from "../../manifest/systemNames";
import { keepStart, userText } from "../keptStart";
import { OwnSettings } from "./ownSettings";
import type { Session } from "./session";
import type { SiteSetting } from "./siteSetting";
import { SAMPLE_SITE } from "./siteSetting";
import { barTextOf } from "./siteStatusBar";

interface KeptSystem {
  readonly session: Session;
  readonly setting: SiteSetting;
}

/** Keeps how the sites stand, so that the next window can say so before it loads anything. `version` is the extension's. */
export function keepStarts(systems: readonly KeptSystem[], memory: Memento, version: string): Disposable {
  const keep = () => {
    const bar = systems.find(({ session }) => session.system.hasStatusBar === true);
    if (bar !== undefined && systems.every(({ session }) => session.state.kind !== "starting")) {
      void keepStart(memory, { version, bar: barTextOf(bar.session), ...stateOf(systems) });
    }
  };
  return Disposable.from(...systems.map(({ session }) => session.onDidChange(keep)));
}

function stateOf(systems: readonly KeptSystem[]) {
  const names = systems.flatMap(({ session: { system } }) => new OwnSettings(system.settings).names);
  const ready = systems.flatMap(({ session: { state } }) => (state.kind === "ready" ? [state.site] : []));
  const states = systems.map(({ session }) => [stateKeyOf(session.system.id), session.state.kind] as const);
  return {
    settings: Object.fromEntries(names.map((name) => [name, userText(name)])),
    contexts: {
      ...Object.fromEntries(states),
      [CONTEXT_KEYS.isSampleData]: systems.some(({ setting }) => setting.id === SAMPLE_SITE),
    },
    // The sample data is served at another address in each window.
    addresses: ready.filter(({ id }) => id !== SAMPLE_SITE).map(({ baseUrl }) => baseUrl),
  };
}
