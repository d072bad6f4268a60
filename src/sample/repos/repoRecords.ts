import type { Person } from "../team/records/people";
import type { ArtifactFile } from "../artifacts/artifactFile";
import type { Layout, ProjectRecord, RunRecord } from "../team/records/records";

/** The team publishes these from its runs: plain data that no API's shapes touch. Times are ms since the epoch. */
export type ItemKind = "artifact" | "model";

/** The files of a version: all of a run's with this layout, or one checkpoint and how it was judged. */
export type Contents = Layout | "adapter";

export interface RepoRecord {
  readonly id: string;
  readonly name: string;
  /** Markdown. */
  readonly description: string;
  /** Its versions come from runs of this project. */
  readonly project: ProjectRecord;
  readonly owner: Person;
  readonly bucket: string;
  readonly createdAt: number;
  readonly items: readonly ItemRecord[];
  readonly directories: readonly DirectoryRecord[];
}

export interface ItemRecord {
  readonly id: string;
  readonly kind: ItemKind;
  /** Any text, slashes included. */
  readonly name: string;
  readonly repo: RepoRecord;
  readonly owner: Person;
  readonly createdAt: number;
  /** The oldest first, without gaps: the first has number 1. */
  readonly versions: readonly VersionRecord[];
}

export interface VersionRecord {
  readonly id: string;
  readonly item: ItemRecord;
  readonly number: number;
  readonly createdAt: number;
  readonly owner: Person;
  /** Markdown. */
  readonly description: string;
  readonly alias: string | undefined;
  readonly tagsAtFirst: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Its files were made by this run. */
  readonly run: RunRecord;
  /** True when the version says which run and step made it. */
  readonly isTracked: boolean;
  /** The step of the run that its files are of. */
  readonly checkpoint: number | undefined;
  readonly contents: Contents;
}

/** Data that a team keeps beside its runs: not versioned, changed in place. */
export interface DirectoryRecord {
  readonly id: string;
  readonly name: string;
  readonly repo: RepoRecord;
  readonly owner: Person;
  /** Markdown. */
  readonly description: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly files: readonly ArtifactFile[];
}
