import type { ConnectedSample } from "./connectedSample";

interface LoggedRun {
  readonly id: string;
  readonly name: string;
  readonly startedAt: number;
  readonly values: number[];
  loggedAt: number;
}

/** Runs of one metric that log what a test says, as either system tells them. */
export class LoggedRuns {
  readonly #runs: LoggedRun[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Begins a run, or goes on with it: with the next step, a value of its loss. */
  log(name: string, value: number): void {
    const known = this.#runs.find((run) => run.name === name);
    const run = known ?? { id: this.#newId(), name, startedAt: this.#now(), values: [], loggedAt: 0 };
    if (known === undefined) {
      this.#runs.push(run);
    }
    run.values.push(value);
    run.loggedAt = this.#now();
  }

  /** The sample answers with these runs alone, in whatever project or repo they are asked for. */
  answerAt(server: ConnectedSample["server"]): () => void {
    return server.respondWith(({ path }) => {
      const [, id] = /\/ml\/v1\/runs\/(\w{32})$/.exec(path) ?? [];
      const one = this.#runs.find((run) => run.id === id);
      if (one !== undefined) {
        return { status: 200, body: { run: trueFoundryRun(one) } };
      }
      if (path.endsWith("/runs/search")) {
        return { status: 200, body: { runs: this.#runs.map(trueFoundryRun), total: this.#runs.length } };
      }
      return path.endsWith("/model-lab-api/runs")
        ? { status: 200, body: { data: this.#runs.map(modelLabRun), meta: { page: { total: this.#runs.length } } } }
        : undefined;
    });
  }

  #newId(): string {
    return String(this.#runs.length + 1).padStart(32, "7");
  }
}

/** JSON has no word for what is no finite number; Python's writers put a text there. */
function worded(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

function trueFoundryRun({ id, name, startedAt, values, loggedAt }: LoggedRun): object {
  const latest = { key: "loss", value: worded(values.at(-1)!), step: values.length, timestamp: loggedAt };
  return {
    info: { run_id: id, experiment_id: "1", name, status: "RUNNING", start_time: startedAt },
    data: { metrics: [latest], params: [], tags: [] },
  };
}

function modelLabRun({ id, name, startedAt, values }: LoggedRun): object {
  const finite = values.filter(Number.isFinite);
  const range = { min: Math.min(...finite), max: Math.max(...finite), latest: worded(values.at(-1)!) };
  const began = new Date(startedAt).toISOString();
  return {
    id: String(Number(id.slice(-4))),
    type: "runs",
    attributes: {
      project_id: 2387,
      name,
      status: "running",
      created_at: began,
      started_at: began,
      metric_summaries: [{ key: "loss", count: values.length, last_step: values.length, ...range }],
    },
  };
}
