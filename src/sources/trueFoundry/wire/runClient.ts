import type { HttpRequest } from "../../../http/httpRequest";
import type { Series } from "../../../series/series";
import { defined } from "../../../text/defined";
import type { CallOptions } from "../../contract/entry";
import type { ListPage } from "../../contract/listPage";
import { mapBounded } from "../../shared/mapBounded";
import { notToItself } from "../../shared/pageWalk";
import type { ApiCalls } from "./apiCalls";
import type { Run, RunColumns } from "./model";
import * as operations from "./operations";
import { columnsSchema, runPageOf, runPageSchema, runSchema } from "./runWire";
import { histories } from "./seriesWire";

interface RunQuery {
  readonly repoIds: readonly string[];
  /** In the service's comparison language; absent or empty without one. */
  readonly filter?: string;
  /** In the service's words: `metrics.loss ASC`. */
  readonly orderBy?: string;
  /** A run's whole name. */
  readonly name?: string;
  readonly fqn?: string;
  readonly limit: number;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
}

/** An answer holds so many curves at most: some of them may have 100,000 points each. */
const KEYS_AT_A_TIME = 8;
const REQUESTS_AT_A_TIME = 3;

/** The operations on runs. All throw ApiError, or the signal's reason when aborted. */
export class RunClient {
  readonly #calls: ApiCalls;

  constructor(calls: ApiCalls) {
    this.#calls = calls;
  }

  async search(query: RunQuery, options: CallOptions): Promise<ListPage<Run>> {
    const { cursor, limit } = query;
    const offset = cursor === undefined ? 0 : offsetOf(cursor);
    const body = { ...operations.runSearchBody(query), max_results: limit, ...pagePart(cursor) };
    const request = { method: "POST", path: operations.RUN_SEARCH_PATH, body, isIdempotent: true } as const;
    const answer = await this.#calls.ask(runPageSchema, request, options);
    return notToItself(runPageOf(answer, { offset, limit }), cursor);
  }

  async get(id: string, options: CallOptions): Promise<Run> {
    return this.#calls.ask(runSchema, { method: "GET", path: operations.runPath(id) }, options);
  }

  async columns(repoId: string, options: CallOptions): Promise<RunColumns> {
    const query = { experiment_id: repoId };
    return this.#calls.ask(columnsSchema, { method: "GET", path: operations.RUN_COLUMNS_PATH, query }, options);
  }

  /** Whole curves, in the order of their names; without those that the service does not have. */
  async series(id: string, names: readonly string[], options: CallOptions): Promise<readonly Series[]> {
    const parts = Array.from({ length: Math.ceil(names.length / KEYS_AT_A_TIME) }, (_, part) =>
      names.slice(part * KEYS_AT_A_TIME, (part + 1) * KEYS_AT_A_TIME),
    );
    const answers = await mapBounded(parts, REQUESTS_AT_A_TIME, (keys) =>
      this.#calls.ask(histories, historyRequest(id, keys), options),
    );
    const byName = new Map(answers.flat().map((series) => [series.name, series]));
    return names.flatMap((name) => byName.get(name) ?? []);
  }

  archive(id: string, options: CallOptions): Promise<void> {
    return this.#calls.nothing({ method: "POST", path: `${operations.runPath(id)}/archive`, body: {} }, options);
  }

  restore(id: string, options: CallOptions): Promise<void> {
    return this.#calls.nothing({ method: "POST", path: `${operations.runPath(id)}/restore`, body: {} }, options);
  }

  delete(id: string, options: CallOptions): Promise<void> {
    return this.#calls.nothing({ method: "DELETE", path: operations.runPath(id) }, options);
  }
}

function historyRequest(id: string, keys: readonly string[]): HttpRequest {
  const path = `${operations.runPath(id)}/metrics/list`;
  return { method: "POST", path, body: { metric_keys: keys }, isIdempotent: true };
}

function offsetOf(cursor: string): number | undefined {
  const offset = /^offset:(\d+)$/.exec(cursor)?.[1];
  return offset === undefined ? undefined : Number(offset);
}

function pagePart(cursor: string | undefined) {
  const offset = cursor === undefined ? undefined : offsetOf(cursor);
  const token = cursor === undefined || offset !== undefined ? undefined : cursor.replace(/^token:/, "");
  return defined({ offset, page_token: token });
}
