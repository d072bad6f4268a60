import type { SearchQuery } from "../../contract/source";
import type { Artifact, ArtifactType } from "../wire/model";
import type { Entry } from "../../contract/entry";

/** "Models", "Datasets" or "Code". */
export interface GroupEntry extends Entry {
  readonly kind: "group";
  readonly type: ArtifactType;
}

/** The results of a search. */
export interface SearchEntry extends Entry {
  readonly kind: "search";
  readonly query: SearchQuery;
}

export interface ArtifactEntry extends Entry {
  readonly kind: "artifact";
  readonly artifact: Artifact;
}

/** Where an artifact was taken from. */
export interface SourceEntry extends Entry {
  readonly kind: "source";
  /** As the service gave it. */
  readonly url: string;
}

/** The package of an artifact, without its address, which is asked for when it is needed. */
export interface PackageEntry extends Entry {
  readonly kind: "file";
  readonly artifact: Artifact;
}

/** Says why there is nothing to download. */
export interface NothingEntry extends Entry {
  readonly kind: "nothing";
}

export type RegistryEntry = GroupEntry | SearchEntry | ArtifactEntry | SourceEntry | PackageEntry | NothingEntry;
