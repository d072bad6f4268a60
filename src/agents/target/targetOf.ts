import type { CallOptions } from "../../sources/contract/entry";
import type { AgentWorld } from "./agentWorld";
import { resolveAddress } from "./resolveAddress";
import type { Target } from "./target";
import { fileAddressText, filesOf } from "./target";

interface Place {
  readonly address: string;
  /** Of a file or directory below it; empty or absent for itself. */
  readonly path?: string | undefined;
}

/** Finds what an address names, or a file below it. @throws AskFailure, ApiError, or the signal's reason when aborted. */
export async function targetOf(
  world: AgentWorld,
  { address, path = "" }: Place,
  options: CallOptions,
): Promise<Target> {
  const above = await resolveAddress(world, address, options);
  return path === ""
    ? above
    : await resolveAddress(world, fileAddressText(above.system, filesOf(above, path).place), options);
}
