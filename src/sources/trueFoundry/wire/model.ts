import type { MetricRange } from "../../contract/panelContent";

/** The service's objects, with the fields that rows and pages show. Times are ms since the epoch. */
export type ArtifactType = "artifact" | "model";

export interface MlRepo {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly tenant: string;
  /** The fully qualified name of the storage; empty when unknown. */
  readonly storageIntegration: string;
  readonly createdBy: string;
  readonly createdAt?: number;
  readonly runs?: number;
  readonly datasets?: number;
  /** How many there are of each type, which may be types that have no rows here. */
  readonly counts: readonly TypeCount[];
}

export interface TypeCount {
  readonly type: string;
  readonly count: number;
}

/** An artifact or a model: what its versions have in common. */
export interface Artifact {
  readonly id: string;
  readonly repoId: string;
  readonly type: ArtifactType;
  readonly name: string;
  /** `artifact:<tenant>/<ml_repo>/<artifact>`; empty when unknown. */
  readonly fqn: string;
  readonly createdBy: string;
  readonly createdAt?: number;
  readonly updatedAt?: number;
  readonly latestVersion?: number;
}

export interface MetadataItem {
  readonly key: string;
  /** Values that are no texts stand as JSON, as they were given. */
  readonly value: string;
}

export interface Version {
  readonly id: string;
  readonly type: ArtifactType;
  /** `artifact:<tenant>/<ml_repo>/<artifact>:<version>`; empty when unknown. */
  readonly fqn: string;
  /** Of the artifact or model that it is a version of; empty when unknown. */
  readonly artifactId: string;
  /** Empty when unknown. */
  readonly repoId: string;
  readonly number?: number;
  readonly description: string;
  readonly alias: string;
  readonly tags: readonly string[];
  readonly step?: number;
  /** Empty when no run made it. */
  readonly runId: string;
  readonly createdBy: string;
  readonly createdAt?: number;
  readonly updatedAt?: number;
  /** `truefoundry`, or where else its files lie. */
  readonly sourceType: string;
  readonly sourceUri: string;
  readonly metadata: readonly MetadataItem[];
  /** Of a model; empty for artifacts. */
  readonly metrics: readonly MetricRange[];
  /** The library that loads a model, as `transformers`; empty when unknown. */
  readonly framework: string;
  readonly pythonVersion: string;
  readonly packages: readonly string[];
  readonly usageSnippet: string;
}

/** A version as the service gives it, with what rows do not keep. */
export interface VersionRecord {
  readonly version: Version;
  /** The names of its repo and of its artifact or model; empty when unknown. */
  readonly repoName: string;
  readonly artifactName: string;
  /** The JSON as it was given; empty when there was none. */
  readonly manifest: string;
}

export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

/** The last value of a metric. NaN and infinite ones are what was logged. */
export interface LatestMetric {
  readonly key: string;
  readonly value?: number;
  readonly step?: number;
  /** ms since the epoch. */
  readonly at?: number;
}

export interface Run {
  readonly id: string;
  /** Of its ML repo; empty when unknown. */
  readonly repoId: string;
  readonly name: string;
  /** `<tenant>/<ml_repo>/<run>`; empty when unknown. */
  readonly fqn: string;
  /** In the service's own word: `RUNNING`; empty when unknown. */
  readonly status: string;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly artifactUri: string;
  readonly isArchived: boolean;
  readonly description: string;
  readonly createdBy: string;
  readonly metrics: readonly LatestMetric[];
  readonly params: readonly KeyValue[];
  readonly tags: readonly KeyValue[];
}

/** The names that the runs of a repo use. */
export interface RunColumns {
  readonly metrics: readonly string[];
  readonly params: readonly string[];
  readonly tags: readonly string[];
}

/** Data beside the runs, which has no versions. */
export interface DataDirectory {
  readonly id: string;
  readonly repoId: string;
  readonly name: string;
  /** Empty when unknown. */
  readonly fqn: string;
  readonly description: string;
  readonly createdBy: string;
  readonly createdAt?: number;
  readonly updatedAt?: number;
  readonly sourceUri: string;
  readonly metadata: readonly MetadataItem[];
  readonly usageSnippet: string;
}

/** Files lie in a version or in a data directory. */
export interface FileHolder {
  readonly type: "version" | "directory";
  readonly id: string;
}

/** A link to the bytes of a file, which is as good as a key while it lives: no log, no message, no row may hold it. */
export interface SignedUrl {
  readonly path: string;
  readonly url: string;
}
