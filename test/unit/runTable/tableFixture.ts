import type { Entry } from "../../../src/sources/contract/entry";
import type { ListPage } from "../../../src/sources/contract/listPage";
import type { RunListing, TableRun } from "../../../src/sources/contract/runTables";
import { RunColumns } from "../../../src/runTable/runColumns";
import { entry } from "../../support/scriptedSource";

/** A run whose entry holds its record. */
interface RunOfTest extends Entry {
  readonly record: TableRun;
}

export function run(id: string, overrides: Partial<TableRun> = {}, head: Partial<Entry> = {}): RunOfTest {
  const record = { id, status: "completed", tags: [], params: [], metrics: [], ...overrides };
  return { ...entry(id, { kind: "run", ...head }), record };
}

export function recordOf(shown: Entry): TableRun | undefined {
  return "record" in shown ? (shown as RunOfTest).record : undefined;
}

/** Columns of some runs, whose rows are counted from 0 in their order. */
export function columnsOf(runs: readonly RunOfTest[]): RunColumns {
  const data = new RunColumns();
  runs.forEach((each, place) => data.put(each, each.record, place));
  return data;
}

/** A parameter for each value; undefined for runs that have none. */
export function withParam(key: string, values: readonly (string | undefined)[]): RunColumns {
  return columnsOf(
    values.map((value, index) => run(`run-${index}`, { params: value === undefined ? [] : [{ key, value }] })),
  );
}

export function withMetric(key: string, values: readonly (number | undefined)[]): RunColumns {
  return columnsOf(
    values.map((latest, index) =>
      run(`run-${index}`, { metrics: latest === undefined ? [] : [{ key, latest, min: latest - 1, lastStep: 10 }] }),
    ),
  );
}

/** Pages by their cursors, the first one's is "". What was asked for is in `asked`. */
export class PagedListing implements RunListing {
  readonly asked: (string | undefined)[] = [];
  readonly #pages: Map<string, ListPage<Entry> | Error>;
  /** Called before each page is given. */
  onAsk: (cursor: string | undefined) => Promise<void> | void = () => undefined;

  constructor(pages: Readonly<Record<string, ListPage<Entry> | Error>>) {
    this.#pages = new Map(Object.entries(pages));
  }

  set(cursor: string, page: ListPage<Entry> | Error): void {
    this.#pages.set(cursor, page);
  }

  async load(cursor: string | undefined): Promise<ListPage<Entry>> {
    this.asked.push(cursor);
    await this.onAsk(cursor);
    const page = this.#pages.get(cursor ?? "");
    if (page === undefined || page instanceof Error) {
      throw page ?? new Error(`There is no page ${String(cursor)}`);
    }
    return page;
  }

  pick(): Promise<readonly Entry[]> {
    return Promise.resolve([]);
  }
}
