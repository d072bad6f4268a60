import type { Project, Run } from "../wire/model";
import type { PathListing, PathNode } from "../../shared/paths/pathListing";
import type { Entry } from "../../contract/entry";
import type { RankingEntry } from "../../metrics/rankings";

export interface ProjectEntry extends Entry {
  readonly kind: "project";
  readonly project: Project;
}

export interface RunEntry extends Entry {
  readonly kind: "run";
  /** The row it stands under: its project's, its parent run's, with that run's name, or a ranking's, whose metric the rows below it show. */
  readonly parent: { readonly kind: string; readonly id: string; readonly metric?: string; readonly name?: string };
  readonly run: Run;
  readonly project: Project;
}

/** Where a run's files lie; one object for all rows of a listing. */
export interface RunRoot {
  /** The id of the run's row. */
  readonly rowId: string;
  readonly run: Run;
  readonly project: Project;
  /** The run's artifact root relative to the project's, without a slash at its end. */
  readonly pathInProject: string;
}

export interface RunFileEntry extends Entry {
  readonly kind: "directory" | "file";
  readonly root: RunRoot;
  /** Relative to the run's artifact root, without a slash at its end. */
  readonly path: string;
  /** Bytes. */
  readonly size?: number;
}

/** "Project artifacts", and the directories below it. */
export interface ProjectListingEntry extends Entry {
  readonly kind: "projectListing";
  readonly project: Project;
}

export interface ProjectFileEntry extends Entry {
  readonly kind: "projectDirectory" | "projectFile";
  readonly project: Project;
  /** The id of the "Project artifacts" row. */
  readonly listingId: string;
  readonly listing: PathListing;
  readonly node: PathNode;
}

export type ModelLabEntry =
  | ProjectEntry
  | RunEntry
  | RunFileEntry
  | ProjectListingEntry
  | ProjectFileEntry
  | RankingEntry<ProjectEntry>;
