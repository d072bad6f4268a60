import type { Query } from "../../../http/requestPath";
import type { ArtifactType } from "./model";

interface PageQuery {
  readonly offset?: number;
  readonly limit?: number;
}

export interface RepoQuery extends PageQuery {
  readonly name?: string | undefined;
}

export interface ArtifactQuery extends PageQuery {
  readonly repoId?: string;
  readonly fqn?: string;
  readonly name?: string | undefined;
  readonly runId?: string | undefined;
  /** Lists artifacts without versions, too. */
  readonly includeEmpty?: boolean;
}

export interface VersionQuery extends PageQuery {
  /** Of the artifact or model. */
  readonly artifactId?: string;
  readonly repoId?: string;
  readonly fqn?: string;
  readonly name?: string;
  readonly tag?: string | undefined;
  /** A number. */
  readonly version?: string | undefined;
  readonly runIds?: readonly string[] | undefined;
  readonly runSteps?: readonly string[] | undefined;
  readonly includeInternalMetadata?: boolean;
}

export interface DirectoryQuery extends PageQuery {
  readonly repoId?: string;
  readonly fqn?: string;
  readonly name?: string | undefined;
}

export function directoryListQuery({ repoId, fqn, name, offset, limit }: DirectoryQuery): Query {
  return { fqn, ml_repo_id: repoId, name, offset, limit };
}

export function repoListQuery({ name, offset, limit }: RepoQuery): Query {
  return { name, offset, limit };
}

export function artifactListQuery(type: ArtifactType, query: ArtifactQuery): Query {
  return {
    fqn: query.fqn,
    ml_repo_id: query.repoId,
    name: query.name,
    run_id: query.runId,
    [type === "model" ? "include_empty_models" : "include_empty_artifacts"]: query.includeEmpty,
    offset: query.offset,
    limit: query.limit,
  };
}

export function versionListQuery(type: ArtifactType, query: VersionQuery): Query {
  return {
    tag: query.tag,
    fqn: query.fqn,
    [type === "model" ? "model_id" : "artifact_id"]: query.artifactId,
    ml_repo_id: query.repoId,
    name: query.name,
    version: query.version,
    run_ids: query.runIds,
    run_steps: query.runSteps,
    include_internal_metadata: query.includeInternalMetadata,
    offset: query.offset,
    limit: query.limit,
  };
}
