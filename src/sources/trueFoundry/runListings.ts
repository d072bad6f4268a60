import { ApiError } from "../../http/apiError";
import { defined } from "../../text/defined";
import type { CallOptions } from "../contract/entry";
import type { FilterValues } from "../contract/entryFilter";
import type { RunListing } from "../contract/runTables";
import type { Section } from "../contract/source";
import { filterText } from "../filter/filterWords";
import type { RankedList } from "../metrics/rankings";
import type { JustFound } from "../shared/justFound";
import { idsBelow } from "../shared/entryId";
import { mapBounded } from "../shared/mapBounded";
import { filteredSection } from "./filteredSection";
import type { RowFilters } from "./filter/rowFilters";
import { runNarrowing } from "./filter/runQuery";
import type { ChosenRows } from "./rows/chosenRows";
import type { RunSort } from "./filter/runSort";
import type { SeenRuns } from "./filter/seenRuns";
import type { ArtifactEntry, RepoEntry, RunEntry, RunsEntry } from "./rows/entries";
import { runRowId } from "./rows/rowIds";
import { artifactEntry } from "./rows/rows";
import { runsEntry } from "./rows/runRows";
import { rowPage } from "./versionPages";
import type { TrueFoundryClient } from "./wire/client";
import type { ArtifactType, Run } from "./wire/model";

/** A run has up to some hundred params and metrics: a page of these is some 0.5 MB. */
const PAGE_SIZE = 100;
const AT_A_TIME = 6;

interface RunListingsOptions {
  readonly client: TrueFoundryClient;
  readonly filter: RowFilters;
  readonly sort: RunSort;
  readonly seen: SeenRuns;
  /** Loaded to find their place, so that their rows need not ask again. */
  readonly found: JustFound<Run>;
  readonly rows: ChosenRows;
}

/** The runs of repos, and what was logged with each. */
export class RunListings {
  readonly #options: RunListingsOptions;

  constructor(options: RunListingsOptions) {
    this.#options = options;
  }

  /** "Runs" of a repo: not there on planes without such an operation. */
  group({ id, repo }: RepoEntry): Section<RunsEntry> {
    const { client } = this.#options;
    return {
      id: "runs",
      noun: "runs",
      load: async (_, options) => {
        const isServed = await client.serves("runs", repo.id, options);
        return { items: isServed ? [runsEntry(id, repo)] : [] };
      },
    };
  }

  runs(parent: RunsEntry): Section<RunEntry> {
    const { client, filter, sort, seen, rows } = this.#options;
    const orderBy = sort.orderBy(parent);
    const listing = { id: "runs", noun: "runs", parent };
    const section = filteredSection<RunEntry>(filter, listing, (values) => async (cursor, options) => {
      const query = { repoIds: [parent.repo.id], ...runNarrowing(values), ...defined({ orderBy }) };
      const page = await client.runs.search({ ...query, limit: PAGE_SIZE, cursor }, options);
      seen.note(parent.id, page.items);
      return { ...page, items: page.items.map((run) => rows.row(parent.id, run)) };
    });
    return {
      ...section,
      id: orderBy === undefined ? section.id : `${section.id}?${orderBy}`,
      pick: async (ids, options) => (await this.#pick(parent, ids, options)).map((run) => rows.row(parent.id, run)),
    };
  }

  /** All runs as the filter has them, in the service's own order. */
  all(parent: RunsEntry): RankedList<Run> {
    const { client, filter } = this.#options;
    const values = filter.values(parent);
    const query = { repoIds: [parent.repo.id], ...runNarrowing(values), limit: PAGE_SIZE };
    return {
      load: (cursor, options) => client.runs.search({ ...query, cursor }, options),
      words: filterText(filter.fields(parent), values),
    };
  }

  /** The runs of a repo for a table, with a filter and an order of its own. */
  tableRuns(parent: RunsEntry, values: FilterValues, orderBy: string | undefined): RunListing<RunEntry> {
    const { client, rows } = this.#options;
    const query = { repoIds: [parent.repo.id], ...runNarrowing(values), ...defined({ orderBy }) };
    return {
      load: async (cursor, options) => {
        const page = await client.runs.search({ ...query, limit: PAGE_SIZE, cursor }, options);
        return { ...page, items: page.items.map((run) => rows.row(parent.id, run)) };
      },
      pick: async (ids, options) => (await this.#pick(parent, ids, options)).map((run) => rows.row(parent.id, run)),
    };
  }

  /** The models and artifacts that a run logged versions of. */
  logged(parent: RunEntry): readonly Section<ArtifactEntry>[] {
    return [this.#loggedOf(parent, "model"), this.#loggedOf(parent, "artifact")];
  }

  #loggedOf(parent: RunEntry, type: ArtifactType): Section<ArtifactEntry> {
    const noun = `${type}s`;
    const { client } = this.#options;
    return {
      id: noun,
      noun,
      emptyText: `No ${noun}`,
      load: async (cursor, options) => {
        const offset = Number(cursor ?? 0);
        const { id: runId, repoId } = parent.run;
        const query = { ...(repoId === "" ? {} : { repoId }), runId, offset, limit: PAGE_SIZE };
        const page = await client.listArtifacts(type, query, options);
        return rowPage(page, offset, (artifact) => artifactEntry(parent.id, artifact, runId));
      },
    };
  }

  /** The service has no list by ids: each is asked for alone. */
  async #pick(parent: RunsEntry, rowIds: readonly string[], options: CallOptions): Promise<readonly Run[]> {
    const { client, found } = this.#options;
    const ask = async (id: string) => found.take(id) ?? (await ifThere(client.runs.get(id, options)));
    const runs = await mapBounded(idsBelow(rowIds, runRowId(parent.id, "")), AT_A_TIME, ask);
    return runs.flatMap((run) => (run?.repoId === parent.repo.id ? [run] : []));
  }
}

/** Undefined for what the service does not have, or does not show to this user. */
async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ApiError && (error.kind === "notFound" || error.kind === "forbidden")) {
      return undefined;
    }
    throw error;
  }
}
