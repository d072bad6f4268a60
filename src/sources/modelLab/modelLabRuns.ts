import type { LiveRuns, RunState } from "../liveRuns";
import type { CallOptions } from "../source";
import { bestMetric } from "./bestMetric";
import type { ModelLabClient } from "./client";
import type { ModelLabEntry, RunEntry } from "./entries";
import type { Run } from "./model";
import { UNKNOWN_TIME } from "./model";
import { runEntry } from "./rows";
import { isFinalRun } from "./runStatus";

/** The service's largest page. */
const BATCH_SIZE = 100;
/** Nothing that could end an item of a list. */
const ID_PATTERN = /^[\w-]+$/;

/** Runs that are under way, asked for by their ids. */
export class ModelLabRuns implements LiveRuns<ModelLabEntry> {
  readonly batchSize = BATCH_SIZE;
  readonly #client: ModelLabClient;

  constructor(client: ModelLabClient) {
    this.#client = client;
  }

  isLive(entry: ModelLabEntry): entry is RunEntry {
    return entry.kind === "run" && !isFinalRun(entry.run);
  }

  async reload(
    entries: readonly ModelLabEntry[],
    options: CallOptions,
  ): Promise<readonly (ModelLabEntry | undefined)[]> {
    const runs = await this.#ask(
      entries.map((entry) => this.runIdOf(entry)),
      options,
    );
    return entries.map((entry) => {
      const run = runs.get(this.runIdOf(entry));
      return entry.kind === "run" && run !== undefined ? renewed(entry, run) : undefined;
    });
  }

  runIdOf(entry: ModelLabEntry): string {
    return entry.kind === "run" ? entry.run.id : "";
  }

  stateOf(entry: ModelLabEntry): RunState {
    return entry.kind === "run"
      ? runState(entry.run)
      : { name: entry.name, status: "", isFinal: true, isSuccess: false, metrics: [] };
  }

  async states(runIds: readonly string[], options: CallOptions): Promise<readonly (RunState | undefined)[]> {
    const runs = await this.#ask(runIds, options);
    return runIds.map((id) => {
      const run = runs.get(id);
      return run === undefined ? undefined : runState(run);
    });
  }

  /** One request for each hundred runs, one after the other: nobody waits for them. */
  async #ask(runIds: readonly string[], options: CallOptions): Promise<ReadonlyMap<string, Run>> {
    const ids = [...new Set(runIds)].filter((id) => ID_PATTERN.test(id));
    const found = new Map<string, Run>();
    for (let start = 0; start < ids.length; start += BATCH_SIZE) {
      const query = { ids: ids.slice(start, start + BATCH_SIZE), pageSize: BATCH_SIZE };
      const page = await this.#client.listRuns(query, options);
      for (const run of page.items) {
        found.set(run.id, run);
      }
    }
    return found;
  }
}

/** Why a run stands in a listing is not asked for anew. */
function renewed({ parent, run: { isDescendantMatch }, project }: RunEntry, run: Run): RunEntry {
  return runEntry(parent, { ...run, isDescendantMatch }, project);
}

function runState(run: Run): RunState {
  const best = bestMetric(run.metrics);
  const isFinal = isFinalRun(run);
  const startedAt = run.startedAt ?? run.createdAt;
  return {
    name: run.name,
    status: run.status,
    isFinal,
    isSuccess: isFinal && run.status !== "failed" && run.status !== "killed",
    metrics: run.metrics.flatMap(({ key, latest }) => (latest === undefined ? [] : [{ key, value: latest }])),
    ...(startedAt === UNKNOWN_TIME ? {} : { startedAt }),
    ...(run.durationSeconds === undefined ? {} : { duration: run.durationSeconds }),
    ...(best === undefined ? {} : { best }),
    ...(run.externalUrl === undefined ? {} : { link: run.externalUrl }),
  };
}
