import type { ProjectRecord, RunRecord } from "./records/records";
import type { Roster } from "./roster";

interface Drawn {
  readonly roster: Roster;
}

/** The projects and runs with what users changed: stars, pins and deletions, which last as long as the server. */
export class Team {
  readonly #drawn: Drawn;
  #runsById: Map<number, RunRecord> | undefined;
  #children: Map<number, RunRecord[]> | undefined;
  #starred: Set<number> | undefined;
  readonly #pins = new Map<number, number>();
  readonly #deleted = new Set<number>();

  constructor(drawn: Drawn) {
    this.#drawn = drawn;
  }

  get projects(): readonly ProjectRecord[] {
    return this.#roster.projects;
  }

  /** Without the deleted ones. */
  get runs(): readonly RunRecord[] {
    const { runs } = this.#roster;
    return this.#deleted.size === 0 ? runs : runs.filter((run) => !this.#deleted.has(run.id));
  }

  project(id: number): ProjectRecord | undefined {
    return this.projects.find((project) => project.id === id);
  }

  run(id: number): RunRecord | undefined {
    this.#runsById ??= new Map(this.#roster.runs.map((run) => [run.id, run]));
    return this.#deleted.has(id) ? undefined : this.#runsById.get(id);
  }

  runsOf(projectId: number): RunRecord[] {
    return this.runs.filter((run) => run.project.id === projectId);
  }

  childrenOf(runId: number): RunRecord[] {
    this.#children ??= groupByParent(this.#roster.runs);
    return (this.#children.get(runId) ?? []).filter((run) => !this.#deleted.has(run.id));
  }

  isStarred(projectId: number): boolean {
    return this.#stars.has(projectId);
  }

  star(projectId: number): void {
    this.#stars.add(projectId);
  }

  unstar(projectId: number): void {
    this.#stars.delete(projectId);
  }

  /** ms since the epoch; undefined when it is not pinned. */
  pinnedAt(runId: number): number | undefined {
    return this.#pins.get(runId);
  }

  pin(runId: number, now: number): void {
    this.#pins.set(runId, now);
  }

  unpin(runId: number): void {
    this.#pins.delete(runId);
  }

  /** With the runs below it, which could not be reached any more. */
  delete(run: RunRecord): void {
    this.childrenOf(run.id).forEach((child) => this.delete(child));
    this.#deleted.add(run.id);
    this.#pins.delete(run.id);
  }

  /** Forgets what users changed. */
  reset(): void {
    this.#starred = undefined;
    this.#pins.clear();
    this.#deleted.clear();
  }

  get #roster(): Roster {
    return this.#drawn.roster;
  }

  get #stars(): Set<number> {
    return (this.#starred ??= new Set(this.#roster.starredAtFirst));
  }
}

function groupByParent(runs: readonly RunRecord[]): Map<number, RunRecord[]> {
  const children = new Map<number, RunRecord[]>();
  for (const run of runs) {
    if (run.parent !== undefined) {
      children.set(run.parent.id, [...(children.get(run.parent.id) ?? []), run]);
    }
  }
  return children;
}
