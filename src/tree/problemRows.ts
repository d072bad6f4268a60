import { COMMANDS } from "../manifest";
import type { Session } from "../host/site/session";
import type { ProblemRow } from "./model/row";

/** The only row of a view that has no source and no welcome text: the problem, with the way out. */
export function problemRows({ state, system }: Pick<Session, "state" | "system">): readonly ProblemRow[] {
  const place = { kind: "problem", id: "problem", parent: undefined, source: undefined } as const;
  if (state.kind === "misconfigured") {
    const remedy = { title: "Switch the Site", command: COMMANDS.switchSite, arguments: [system.id] };
    return [{ ...place, title: "Could not connect", reason: state.error.message, remedy }];
  }
  if (state.kind === "signedOut" && state.hasKeysElsewhere) {
    const reload = { title: "Reload the Window", command: "workbench.action.reloadWindow", arguments: [] };
    const set = { title: "Set the Keys", command: COMMANDS.setKeys, arguments: [system.id] };
    const reason = "reload this window to use them";
    // Another browser keeps its keys to itself, whatever is reloaded.
    const others = "if they were set in another browser";
    return [
      { ...place, title: "Keys were set in another window", reason, remedy: reload },
      { ...place, id: "problem/keys", title: "Set keys here, too", reason: others, remedy: set, codicon: "key" },
    ];
  }
  return [];
}
