import type { Entry } from "../../sources/contract/entry";
import type { AgentWorld } from "./agentWorld";

/** Only what has an ID of its own is a project: groups of a registry are not kept back. */
export function isAllowed(world: AgentWorld, top: Entry | undefined): boolean {
  return top === undefined || !top.abilities.includes("copy.id") || world.mayShow(top.name);
}
