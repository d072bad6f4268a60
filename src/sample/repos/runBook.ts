import type { Team } from "../team/team";
import type { RepoRecord } from "./repoRecords";
import type { RepoStock } from "./repoStock";
import { trackedRuns, type TrackedRun } from "./trackedRuns";

/** The runs of all repos, and what users did to them, which lasts as long as the server. Nothing is made before it is asked for. */
export class RunBook {
  readonly #stock: RepoStock;
  readonly #team: Team;
  readonly #start: number;
  readonly #made = new Map<string, readonly TrackedRun[]>();
  readonly #archived = new Set<string>();
  readonly #deleted = new Set<string>();

  /** @param start ms since the epoch, the same as the team's. */
  constructor(stock: RepoStock, team: Team, start: number) {
    this.#stock = stock;
    this.#team = team;
    this.#start = start;
  }

  /** Of a repo, the newest first; with archived ones, without deleted ones. */
  of(repo: RepoRecord): readonly TrackedRun[] {
    const made = this.#made.get(repo.id) ?? this.#make(repo);
    this.#made.set(repo.id, made);
    return this.#deleted.size === 0 ? made : made.filter(({ id }) => !this.#deleted.has(id));
  }

  run(id: string): TrackedRun | undefined {
    return this.#stock.repos.flatMap((repo) => this.of(repo)).find((run) => run.id === id);
  }

  isArchived({ id }: TrackedRun): boolean {
    return this.#archived.has(id);
  }

  archive({ id }: TrackedRun): void {
    this.#archived.add(id);
  }

  restore({ id }: TrackedRun): void {
    this.#archived.delete(id);
  }

  delete({ id }: TrackedRun): void {
    this.#deleted.add(id);
  }

  reset(): void {
    this.#archived.clear();
    this.#deleted.clear();
  }

  #make(repo: RepoRecord): readonly TrackedRun[] {
    const runs = trackedRuns(repo, this.#team.everyRunOf(repo.project.id), this.#start);
    return runs.sort((a, b) => b.createdAt - a.createdAt);
  }
}
