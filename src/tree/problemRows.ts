import { COMMANDS } from "../manifest/commands";
import type { MissingKeys } from "../host/keys/keyRecords";
import type { Session } from "../host/site/session";
import type { ProblemRow } from "./model/row";

const PLACE = { kind: "problem", id: "problem", parent: undefined, source: undefined } as const;

/** The only row of a view that has no source and no welcome text: the problem, with the way out. */
export function problemRows({ state, system }: Pick<Session, "state" | "system">): readonly ProblemRow[] {
  if (state.kind === "misconfigured") {
    const remedy = { title: "Switch the Site", command: COMMANDS.switchSite, arguments: [system.id] };
    return [{ ...PLACE, title: "Could not connect", reason: state.error.message, remedy }];
  }
  return state.kind === "signedOut" ? missingKeyRows(state.missing, system.id) : [];
}

function missingKeyRows(missing: MissingKeys | undefined, systemId: string): readonly ProblemRow[] {
  const set = { title: "Set the Keys", command: COMMANDS.setKeys, arguments: [systemId] };
  if (missing === "elsewhere") {
    const remedy = { title: "Reload the Window", command: "workbench.action.reloadWindow", arguments: [] };
    // Another browser keeps its keys to itself, whatever is reloaded.
    const reason = "reload this window; of another browser, set them here with Set Keys…";
    return [{ ...PLACE, title: "Keys were set in another window", reason, remedy }];
  }
  const reason = "this host did not keep them; set them again";
  return missing === "lost"
    ? [{ ...PLACE, title: "The keys that were set are gone", reason, remedy: set, codicon: "key" }]
    : [];
}
