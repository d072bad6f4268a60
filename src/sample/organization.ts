import { REPOS } from "./repos/datasetRepos";
import { makeRepos } from "./repos/makeRepos";
import type { RepoRecord } from "./repos/repoRecords";
import { trackedRuns, type TrackedRun } from "./repos/trackedRuns";
import { DATASETS, type DatasetName } from "./team/datasets/datasets";
import { makeRoster, type Roster } from "./team/roster";

/** Its records as of a server's start, which nothing changes. None of them is made before it is asked for. */
class Organization {
  readonly #dataset: DatasetName;
  readonly #start: number;
  #roster: Roster | undefined;
  #repos: readonly RepoRecord[] | undefined;
  readonly #runs = new Map<RepoRecord, readonly TrackedRun[]>();

  /** @param start ms since the epoch: the records' times count back from it. */
  constructor(dataset: DatasetName, start: number) {
    this.#dataset = dataset;
    this.#start = start;
  }

  get roster(): Roster {
    return (this.#roster ??= makeRoster(DATASETS[this.#dataset], this.#start));
  }

  get repos(): readonly RepoRecord[] {
    return (this.#repos ??= makeRepos(REPOS[this.#dataset], this.roster, this.#start));
  }

  /** The newest first. */
  runsOf(repo: RepoRecord): readonly TrackedRun[] {
    const made = this.#runs.get(repo) ?? trackedRuns(repo, this.roster.runs, this.#start);
    this.#runs.set(repo, made);
    return made;
  }
}

const MOST_KEPT = 3;
const kept = new Map<string, Organization>();

/** The same for servers that start at the same time, as all of a clock that stands still do: the latest few are kept. */
export function organizationOf(dataset: DatasetName, start: number): Organization {
  const key = `${dataset} ${start}`;
  const organization = kept.get(key) ?? new Organization(dataset, start);
  kept.delete(key);
  kept.set(key, organization);
  for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) {
    kept.delete(oldest);
  }
  return organization;
}
