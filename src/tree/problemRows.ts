import { COMMANDS } from "../contract";
import type { Session } from "../host/session";
import type { ProblemRow } from "./row";

/** What stands in a view that has no source and no welcome text: what is wrong, and the way out. */
export function problemRows({ state, system }: Session): readonly ProblemRow[] {
  const place = { kind: "problem", id: "problem", parent: undefined, source: undefined } as const;
  if (state.kind === "misconfigured") {
    const remedy = { title: "Switch the Site", command: COMMANDS.switchSite, arguments: [system.id] };
    return [{ ...place, title: "Could not connect", reason: state.error.message, remedy }];
  }
  if (state.kind === "signedOut" && state.hasKeysElsewhere) {
    const remedy = { title: "Reload the Window", command: "workbench.action.reloadWindow", arguments: [] };
    const reason = "reload this window to use them";
    return [{ ...place, title: "Keys were set in another window", reason, remedy }];
  }
  return [];
}
