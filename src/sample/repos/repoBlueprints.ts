import type { Contents, ItemKind } from "./repoRecords";

export interface ItemBlueprint {
  readonly kind: ItemKind;
  readonly name: string;
  /** At most so many: no more than the project's runs allow. None for an item that has never been filled. */
  readonly versions: number;
  readonly contents: Contents;
}

export interface RepoBlueprint {
  readonly name: string;
  /** Markdown. */
  readonly description: string;
  /** The project that it publishes from. */
  readonly project: string;
  readonly items: readonly ItemBlueprint[];
  /** So many artifacts besides, each named after runs of the project. */
  readonly artifactsOfRuns?: number;
  /** Names of its data directories. */
  readonly dataDirectories?: readonly string[];
}
