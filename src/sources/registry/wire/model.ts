/** The service's objects, with the fields that rows and pages show. */
export const ARTIFACT_TYPES = ["model", "dataset", "code"] as const;
export type ArtifactType = (typeof ARTIFACT_TYPES)[number];

export interface Artifact {
  readonly id: string;
  /** Several may bear the same; never empty. */
  readonly name: string;
  /** An `ArtifactType`, or a word that the service has learnt since. */
  readonly type: string;
}

/** An artifact as the service gives it alone. */
export interface StoredArtifact {
  readonly artifact: Artifact;
  /** Where it was taken from: an address, or any text; empty when unknown. */
  readonly sourceUrl: string;
  /** Signed, and good for an hour: to be used at once, and neither kept nor shown. Empty when there is no package. */
  readonly downloadUrl: string;
}

export interface Score {
  /** As the service calls it: `ramp_up_time`. */
  readonly name: string;
  readonly value: number;
  /** Time that the service took for it. */
  readonly latency?: number;
}

export interface Rating {
  readonly name: string;
  readonly category: string;
  readonly scores: readonly Score[];
  /** How well the model fits on each device: `raspberry_pi`. */
  readonly sizeScores: readonly Score[];
}

export interface LineageNode {
  readonly id: string;
  readonly name: string;
  /** The service's source for it: `config_json`. Empty when unknown. */
  readonly source: string;
  /** As an artifact's; empty when the service does not say it here. */
  readonly type: string;
  /** True when the service was asked for its type in vain. */
  readonly isNotLookedUp?: boolean;
}

export interface LineageEdge {
  /** The ids of two nodes. */
  readonly from: string;
  readonly to: string;
  /** Empty when unknown. */
  readonly relationship: string;
}

export interface Lineage {
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
  /** How many nodes and edges could not be read. */
  readonly unread: number;
}

export interface Cost {
  readonly artifactId: string;
  /** With everything that it depends on. */
  readonly total: number;
  readonly standalone?: number;
}
