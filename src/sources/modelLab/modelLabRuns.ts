import type { LiveRuns, MetricValue, RunState } from "../contract/liveRuns";
import { bestMetric } from "../metrics/bestMetric";
import type { ModelLabClient } from "./wire/client";
import { MOST_IDS } from "./wire/client";
import type { RunEnds } from "./files/runEnds";
import type { ModelLabEntry, RunEntry } from "./rows/entries";
import type { MetricSummary } from "./wire/runs/keptMetrics";
import type { Run } from "./wire/model";
import { UNKNOWN_TIME } from "./wire/model";
import type { RunRows } from "./rows/runRows";
import { isFinalRun } from "./rows/runStatus";
import { mayBeUnread } from "../shared/unread";
import type { CallOptions } from "../contract/entry";
import { defined } from "../../text/defined";

/** Runs that are under way, asked for by their ids. */
export class ModelLabRuns implements LiveRuns<ModelLabEntry> {
  readonly batchSize = MOST_IDS;
  readonly #client: ModelLabClient;
  readonly #ends: RunEnds;
  readonly #rows: RunRows;

  constructor(client: ModelLabClient, ends: RunEnds, rows: RunRows) {
    this.#client = client;
    this.#ends = ends;
    this.#rows = rows;
  }

  isLive(entry: ModelLabEntry): entry is RunEntry {
    return entry.kind === "run" && !isFinalRun(entry.run);
  }

  async reload(
    entries: readonly ModelLabEntry[],
    options: CallOptions,
  ): Promise<readonly (ModelLabEntry | undefined)[]> {
    const ids = entries.map((entry) => this.runIdOf(entry));
    const { runs, unread } = await this.#client.getRuns({ ids }, options);
    this.#ends.note(runs.values());
    return entries.map((entry) => {
      const run = runs.get(this.runIdOf(entry));
      if (run === undefined && unread !== undefined) {
        return entry;
      }
      return entry.kind === "run" && run !== undefined ? this.#renewed(entry, run) : undefined;
    });
  }

  runIdOf(entry: ModelLabEntry): string {
    return entry.kind === "run" ? entry.run.id : "";
  }

  stateOf(entry: ModelLabEntry): RunState {
    return entry.kind === "run"
      ? runState(entry.run, this.#rows.lastStepAt(entry.run))
      : { name: entry.name, status: "", isFinal: true, isSuccess: false, metrics: [] };
  }

  async states(runIds: readonly string[], options: CallOptions): Promise<readonly (RunState | undefined)[]> {
    const { runs, unread } = await this.#client.getRuns({ ids: runIds }, options);
    return runIds.map((id) => {
      const run = runs.get(id);
      if (run === undefined && unread !== undefined) {
        throw mayBeUnread(unread);
      }
      return run === undefined ? undefined : runState(run, this.#rows.lastStepAt(run));
    });
  }

  /** The reason why a run stands in a listing is not requested again. */
  #renewed({ parent, run: { isDescendantMatch }, project }: RunEntry, run: Run): RunEntry {
    return this.#rows.row(parent, { ...run, isDescendantMatch }, project);
  }
}

function metricValue({ key, latest, min, max, lastStep, count }: MetricSummary): readonly MetricValue[] {
  const values = { ...defined({ value: latest, min, max }) };
  // A metric that has diverged may come without a latest value, and had some.
  return Object.keys(values).length === 0 ? [] : [{ key, ...values, count, ...defined({ lastStep }) }];
}

function runState(run: Run, lastStepAt: number | undefined): RunState {
  const metrics = run.metrics.list();
  const best = bestMetric(metrics);
  const isFinal = isFinalRun(run);
  const startedAt = run.startedAt ?? run.createdAt;
  return {
    name: run.name,
    status: run.status,
    isFinal,
    isSuccess: isFinal && run.status !== "failed" && run.status !== "killed",
    metrics: metrics.flatMap(metricValue),
    ...(startedAt === UNKNOWN_TIME ? {} : { startedAt }),
    ...defined({ lastStepAt, duration: run.durationSeconds, best, link: run.externalUrl }),
  };
}
