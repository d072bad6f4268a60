import type { CallOptions } from "../../sources/contract/entry";
import type { AgentWorld } from "../target/agentWorld";
import type { Continuations } from "./continuations";

/** A verb's surroundings for one call. */
export interface VerbCall {
  readonly world: AgentWorld;
  readonly options: CallOptions;
  readonly continuations: Continuations;
}
