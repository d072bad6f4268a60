import type { CallOptions } from "../../sources/contract/entry";
import type { ArtifactSource } from "../../sources/contract/source";

/** A system that is set up, and that the user lets agents see. */
export interface AgentSystem {
  readonly id: string;
  /** "Datadog Model Lab". */
  readonly title: string;
  /** The site on show, as addresses name it. */
  readonly site: string;
  /** "US1". */
  readonly siteName: string;
  /** The source that the tree has. @throws ApiError */
  source(): Promise<ArtifactSource>;
}

/** The part of the user's world that agents may ask about. */
export interface AgentWorld {
  systems(): readonly AgentSystem[];
  /** Why systems are not among them: "TrueFoundry has no keys here". */
  absent(): readonly string[];
  /** True when the user keeps some projects from agents. */
  isNarrowed(): boolean;
  /** False for projects that the user keeps from agents. */
  mayShow(project: string): boolean;
  /** Hides the keys in use, wherever a text holds them. */
  redact(text: string): string;
  /** Shows a row in the user's tree. @throws ApiError */
  reveal(systemId: string, rowIds: readonly string[], options: CallOptions): Promise<void>;
  /** ms since the epoch. */
  now(): number;
}
