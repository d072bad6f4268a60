import type { DatasetName } from "../team/datasets/datasets";
import { MAIN_REPOS } from "./mainRepos";
import { OTHER_REPOS } from "./otherRepos";
import type { RepoBlueprint } from "./repoBlueprints";

export const REPOS: Readonly<Record<DatasetName, readonly RepoBlueprint[]>> = {
  main: MAIN_REPOS,
  other: OTHER_REPOS,
  large: MAIN_REPOS,
};
