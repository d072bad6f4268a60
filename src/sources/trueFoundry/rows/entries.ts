import type { Artifact, ArtifactType, MlRepo, Version } from "../wire/model";
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

/** An artifact or a model. */
export interface ArtifactEntry extends Entry {
  readonly kind: "artifact";
  /** The id of the group's row. */
  readonly parentId: string;
  readonly artifact: Artifact;
}

export interface VersionEntry extends Entry {
  readonly kind: "version";
  /** The id of the artifact's row. */
  readonly parentId: string;
  readonly version: Version;
}

/** Where a version's files lie; one object for all rows of a listing. */
export interface VersionRoot {
  /** The id of the version's row. */
  readonly rowId: string;
  readonly version: Version;
}

export interface FileEntry extends Entry {
  readonly kind: "directory" | "file";
  readonly root: VersionRoot;
  /** From the version's root, without a slash at its end. */
  readonly path: string;
  /** Bytes. */
  readonly size?: number;
  /** ms since the epoch. */
  readonly modifiedAt?: number;
}

export type TrueFoundryEntry = RepoEntry | GroupEntry | ArtifactEntry | VersionEntry | FileEntry;
