import type { RepoRecord } from "./repoRecords";
import type { TrackedRun } from "./trackedRuns";

interface Drawn {
  readonly repos: readonly RepoRecord[];
  /** The newest first. */
  runsOf(repo: RepoRecord): readonly TrackedRun[];
}

/** The runs of all repos, and what users did to them, which lasts as long as the server. */
export class RunBook {
  readonly #drawn: Drawn;
  readonly #archived = new Set<string>();
  readonly #deleted = new Set<string>();

  constructor(drawn: Drawn) {
    this.#drawn = drawn;
  }

  /** Of a repo, the newest first; with archived ones, without deleted ones. */
  of(repo: RepoRecord): readonly TrackedRun[] {
    const runs = this.#drawn.runsOf(repo);
    return this.#deleted.size === 0 ? runs : runs.filter(({ id }) => !this.#deleted.has(id));
  }

  run(id: string): TrackedRun | undefined {
    return this.#drawn.repos.flatMap((repo) => this.of(repo)).find((run) => run.id === id);
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
}
