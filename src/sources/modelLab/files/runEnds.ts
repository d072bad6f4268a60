import type { ModelLabClient } from "../wire/client";
import { MOST_IDS } from "../wire/client";
import type { Run } from "../wire/model";
import { isFinalRun } from "../rows/runStatus";
import type { CallOptions } from "../../contract/entry";

const MOST_KNOWN = 10_000;

/** Remembers the runs that have ended, which is for good: those are never asked for again. */
export class RunEnds {
  readonly #client: ModelLabClient;
  readonly #ended = new Set<string>();

  constructor(client: ModelLabClient) {
    this.#client = client;
  }

  /** Runs as they were just listed or loaded. */
  note(runs: Iterable<Run>): void {
    for (const { id } of [...runs].filter(isFinalRun)) {
      if (this.#ended.size >= MOST_KNOWN) {
        this.#ended.clear();
      }
      this.#ended.add(id);
    }
  }

  /** Picks the runs that are under way: one request, or none. */
  async underWay(runIds: readonly string[], options: CallOptions): Promise<ReadonlySet<string>> {
    const open = [...new Set(runIds)].filter((id) => !this.#ended.has(id));
    const { runs } = await this.#client.getRuns({ ids: open.slice(0, MOST_IDS) }, options);
    const items = [...runs.values()];
    this.note(items);
    return new Set(items.filter((run) => !isFinalRun(run)).map(({ id }) => id));
  }
}
