import { ApiError } from "../../http/apiError";
import { defined } from "../../text/defined";
import type { CallOptions } from "../contract/entry";
import type { LiveRuns, RunState } from "../contract/liveRuns";
import { bestMetric } from "../metrics/bestMetric";
import { mapBounded } from "../shared/mapBounded";
import type { RunEntry, TrueFoundryEntry } from "./rows/entries";
import type { ChosenRows } from "./rows/chosenRows";
import { latestOf } from "./rows/runRows";
import { durationOf, isFinalRun, statusWord } from "./rows/runStatus";
import type { TrueFoundryClient } from "./wire/client";
import type { Run } from "./wire/model";

/** So many running runs of a repo come with one request. */
const MOST_RUNNING = 100;
const AT_A_TIME = 6;
const MOST_KNOWN = 2_000;
const RUNNING = 'attributes.status = "RUNNING"';

/** Runs that are under way: those of a repo in one request, and what is not among them, since it has ended, by its id. */
export class TrueFoundryRuns implements LiveRuns<TrueFoundryEntry> {
  readonly batchSize = MOST_RUNNING;
  readonly #client: TrueFoundryClient;
  readonly #rows: ChosenRows;
  /** The repos of runs that were seen, by the runs' ids, which alone do not tell them. */
  readonly #repos = new Map<string, string>();

  constructor(client: TrueFoundryClient, rows: ChosenRows) {
    this.#client = client;
    this.#rows = rows;
  }

  isLive(entry: TrueFoundryEntry): entry is RunEntry {
    return entry.kind === "run" && !isFinalRun(entry.run);
  }

  async reload(
    entries: readonly TrueFoundryEntry[],
    options: CallOptions,
  ): Promise<readonly (TrueFoundryEntry | undefined)[]> {
    const runs = entries.flatMap((entry) => (entry.kind === "run" ? [entry.run] : []));
    const running = await this.#running(runs, options);
    return mapBounded(entries, AT_A_TIME, async (entry) => {
      if (entry.kind !== "run") {
        return undefined;
      }
      const run = running.get(entry.run.id) ?? (await this.#get(entry.run.id, options));
      return run && this.#rows.row(entry.parentId, run, entry.metric);
    });
  }

  runIdOf(entry: TrueFoundryEntry): string {
    return entry.kind === "run" ? entry.run.id : "";
  }

  stateOf(entry: TrueFoundryEntry): RunState {
    return entry.kind === "run"
      ? this.#stateOf(entry.run)
      : { name: entry.name, status: "", isFinal: true, isSuccess: false, metrics: [] };
  }

  async states(runIds: readonly string[], options: CallOptions): Promise<readonly (RunState | undefined)[]> {
    const known = runIds.map((id) => ({ id, repoId: this.#repos.get(id) ?? "" }));
    const running = await this.#running(known, options);
    return mapBounded(runIds, AT_A_TIME, async (id) => {
      const run = running.get(id) ?? (await this.#get(id, options));
      return run && this.#stateOf(run);
    });
  }

  #stateOf(run: Run): RunState {
    if (this.#repos.size >= MOST_KNOWN) {
      this.#repos.clear();
    }
    this.#repos.set(run.id, run.repoId);
    return runState(run, this.#rows.lastStepAt(run));
  }

  /** A repo with one run alone is not searched, and neither is one whose service does not take the filter. */
  async #running(runs: readonly Pick<Run, "id" | "repoId">[], options: CallOptions): Promise<ReadonlyMap<string, Run>> {
    const repoIds = [...new Set(runs.map(({ repoId }) => repoId))].filter(
      (repoId) => repoId !== "" && runs.filter((run) => run.repoId === repoId).length > 1,
    );
    if (repoIds.length === 0) {
      return new Map();
    }
    try {
      const page = await this.#client.runs.search({ repoIds, filter: RUNNING, limit: MOST_RUNNING }, options);
      return new Map(page.items.map((run) => [run.id, run]));
    } catch (error) {
      if (error instanceof ApiError && error.kind === "badRequest") {
        return new Map();
      }
      throw error;
    }
  }

  async #get(id: string, options: CallOptions): Promise<Run | undefined> {
    try {
      return await this.#client.runs.get(id, options);
    } catch (error) {
      if (error instanceof ApiError && error.kind === "notFound") {
        return undefined;
      }
      throw error;
    }
  }
}

function runState(run: Run, lastStepAt: number | undefined): RunState {
  const isFinal = isFinalRun(run);
  const best = bestMetric(latestOf(run));
  return {
    name: run.name,
    status: statusWord(run),
    isFinal,
    isSuccess: isFinal && run.status !== "FAILED" && run.status !== "KILLED",
    metrics: run.metrics.map(({ key, value, step }) => ({ key, ...defined({ value, lastStep: step }) })),
    ...defined({ startedAt: run.startedAt, lastStepAt, duration: durationOf(run), best }),
  };
}
