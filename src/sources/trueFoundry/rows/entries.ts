import type { Artifact, ArtifactType, DataDirectory, FileHolder, MlRepo, Run, Version } from "../wire/model";
import type { RankingEntry } from "../../metrics/rankings";
import type { Entry } from "../../contract/entry";

export interface RepoEntry extends Entry {
  readonly kind: "repo";
  readonly repo: MlRepo;
}

/** "Models" or "Artifacts" of a repo. */
export interface GroupEntry extends Entry {
  readonly kind: "group";
  readonly repo: MlRepo;
  readonly type: ArtifactType;
}

/** "Runs" of a repo. */
export interface RunsEntry extends Entry {
  readonly kind: "runs";
  readonly repo: MlRepo;
}

export interface RunEntry extends Entry {
  readonly kind: "run";
  /** The id of the row of the repo's runs, or of the ranking that it stands below. */
  readonly parentId: string;
  /** The metric that a ranking is by: its rows show that one. */
  readonly metric?: string;
  readonly run: Run;
}

/** "Data directories" of a repo. */
export interface DirectoriesEntry extends Entry {
  readonly kind: "directories";
  readonly repo: MlRepo;
}

export interface DataDirectoryEntry extends Entry {
  readonly kind: "dataDirectory";
  /** The id of the row of the repo's data directories. */
  readonly parentId: string;
  readonly directory: DataDirectory;
}

/** An artifact or a model. */
export interface ArtifactEntry extends Entry {
  readonly kind: "artifact";
  /** The id of the group's row, or of the run's that it stands below. */
  readonly parentId: string;
  /** Of the run that it stands below: only what the run logged is listed then. */
  readonly runId?: string;
  readonly artifact: Artifact;
}

export interface VersionEntry extends Entry {
  readonly kind: "version";
  /** The id of the artifact's row. */
  readonly parentId: string;
  readonly version: Version;
}

/** Where files lie; one object for all rows of a listing. */
export interface FileRoot {
  /** The id of the row of what they lie in. */
  readonly rowId: string;
  readonly holder: FileHolder;
  /** Empty when unknown. */
  readonly sourceUri: string;
  /** Absent for a data directory. */
  readonly version?: Version;
}

export interface FileEntry extends Entry {
  readonly kind: "directory" | "file";
  readonly root: FileRoot;
  /** From its root, without a slash at its end. */
  readonly path: string;
  /** Bytes. */
  readonly size?: number;
  /** ms since the epoch. */
  readonly modifiedAt?: number;
}

export type TrueFoundryEntry =
  | RepoEntry
  | RunsEntry
  | RankingEntry<RunsEntry>
  | RunEntry
  | GroupEntry
  | ArtifactEntry
  | VersionEntry
  | DirectoriesEntry
  | DataDirectoryEntry
  | FileEntry;
