import type { FilterField, FilterValues } from "../contract/entryFilter";
import { isEmptyFilter, replaceValues } from "../filter/filterValues";
import { pickedPages } from "../filter/pickedPages";
import { emptyText, filterText } from "../filter/filterWords";
import type { RankedList } from "../metrics/rankings";
import type { LoadPage } from "../contract/listPage";
import type { RunListing } from "../contract/runTables";
import type { Section } from "../contract/source";
import type { ModelLabClient } from "./wire/client";
import type { ProjectEntry, RunEntry } from "./rows/entries";
import { merged, noteTotal, pageOf, toPage } from "./listedPages";
import { ownerOf, sectionId } from "./filter/sectionIds";
import { isOn, projectNarrowing, runNarrowing } from "./filter/filterQuery";
import type { RunEnds } from "./files/runEnds";
import { JustFound } from "../shared/justFound";
import { leadingPages } from "./mergedPages";
import type { RunQuery, RunSort } from "./wire/listQuery";
import type { Project, Run } from "./wire/model";
import type { ModelLabFilter } from "./filter/modelLabFilter";
import { TOP } from "./filter/modelLabFilter";
import type { ModelLabSort } from "./filter/modelLabSort";
import { pickProjects, pickRuns } from "./find/picking";
import { projectRowId } from "./rows/rows";
import type { RunRows } from "./rows/runRows";
import { placeBelow } from "./rows/runRows";
import { runOrder } from "./rows/runOrder";
import type { SeenOwners } from "./filter/seenOwners";
import type { StarredProjects } from "./rows/starredProjects";
import type { UnfilteredTotals } from "./filter/unfilteredTotals";
import type { CallOptions } from "../contract/entry";
import { defined } from "../../text/defined";

/** Rows asked for at a time: the service's maximum, as a page of runs costs 0.06 MB on the wire. */
const PAGE_SIZE = 100;

/** How the runs of a place are listed. */
interface RunLoader extends Pick<Section<RunEntry>, "id" | "hasLastingCursors"> {
  readonly load: LoadPage<Run>;
}

interface RunChoice {
  readonly values: FilterValues;
  readonly order: RunSort;
  /** Pinned runs come before all others, as they do in the tree. */
  readonly isPinnedFirst: boolean;
}

interface ListingsOptions {
  readonly client: ModelLabClient;
  /** The start of every id. */
  readonly scope: string;
  readonly filter: ModelLabFilter;
  readonly sort: ModelLabSort;
  readonly owners: SeenOwners;
  readonly ends: RunEnds;
  readonly starred: StarredProjects;
  readonly totals: UnfilteredTotals;
  readonly rows: RunRows;
}

/** The listings of projects and runs, each with the filter and the order that hold when its section is made. */
export class Listings {
  readonly #options: ListingsOptions;
  /** Loaded to find its place, so that its row need not ask again. */
  readonly found = { projects: new JustFound<Project>(), runs: new JustFound<Run>() };
  readonly #projectNames = new Map<string, string>();

  constructor(options: ListingsOptions) {
    this.#options = options;
  }

  /** Of a project that was listed. */
  projectName(id: string): string | undefined {
    return this.#projectNames.get(id);
  }

  projects(): Section<ProjectEntry> {
    const { client, scope, filter, sort, owners, starred, totals } = this.#options;
    const values = filter.projectValues();
    const order = sort.projectSort();
    const narrowing = projectNarrowing(values, filter.self);
    const all: LoadPage<Project> = async (cursor, options) => {
      const query = { ...narrowing, sort: order, pageSize: PAGE_SIZE, ...pageOf(cursor) };
      const page = await client.listProjects(query, options);
      owners.note(TOP, page.items);
      starred.note(page.items);
      return page;
    };
    const load = isOn(values, "starred") ? pickedPages(all, ({ isStarred }) => isStarred) : all;
    return {
      ...this.#words("projects", filter.fields(undefined), values),
      id: sectionId("projects", values, [ownerOf(values, narrowing), order === "-updated_at" ? "" : order]),
      noun: "projects",
      hasLastingCursors: load === all,
      load: async (cursor, options) => {
        const page = await load(cursor, options);
        const count = (counting: CallOptions) => client.listProjects({ pageSize: 1 }, counting);
        noteTotal(totals, { rowId: TOP, values, isFirst: cursor === undefined, total: page.total, count });
        return toPage(page, (project) => this.projectRow(project));
      },
      pick: async (ids, options) => {
        const picking = { client, found: this.found.projects, scope };
        const projects = await pickProjects(picking, ids, options);
        starred.note(projects, ids);
        return projects.map((project) => this.projectRow(project));
      },
      isOnTop: ({ project }) => project.isStarred,
      topIds: () => (isEmptyFilter(values) ? starred.rowIds : []),
    };
  }

  /** The runs of a project. */
  runs(parent: ProjectEntry): Section<RunEntry> {
    const { client, filter, rows, totals } = this.#options;
    const { project } = parent;
    const below = placeBelow(parent);
    const values = filter.runValues(parent.id);
    const place = isOn(values, "all") ? {} : { parentRunId: null };
    const { load, ...facts } = this.#runLoader(project, place, this.#choiceOf(project, values));
    return {
      ...facts,
      ...this.#words("runs", filter.fields(parent), values),
      noun: "runs",
      load: async (cursor, options) => {
        const page = await load(cursor, options);
        const query = { ...place, projectId: project.id, pageSize: 1 };
        const count = (counting: CallOptions) => client.listRuns(query, counting);
        noteTotal(totals, { rowId: parent.id, values, isFirst: cursor === undefined, total: page.total, count });
        return toPage(page, (run) => rows.row(below, run, project));
      },
      ...this.#runPicking(parent, project),
    };
  }

  /** The runs below a run: all of them, or of one that is listed for a match below it, those that match. */
  childRuns(parent: RunEntry): Section<RunEntry> {
    const { project, run } = parent;
    const { scope, filter, rows } = this.#options;
    const below = placeBelow(parent);
    const values = run.isDescendantMatch ? filter.runValues(projectRowId(scope, project.id)) : {};
    const { load, ...facts } = this.#runLoader(project, { parentRunId: run.id }, this.#choiceOf(project, values));
    return {
      ...facts,
      noun: "child runs",
      load: async (cursor, options) => toPage(await load(cursor, options), (child) => rows.row(below, child, project)),
      ...this.#runPicking(parent, project),
    };
  }

  /** Remembers the project's name, for what only knows its id. */
  projectRow(project: Project): ProjectEntry {
    this.#projectNames.set(project.id, project.name);
    return this.#options.rows.projectRow(project);
  }

  /** Every run of a project as its filter has them, child runs among them: to be gone through, not to be shown. */
  allRuns(parent: ProjectEntry): RankedList<Run> {
    const { filter } = this.#options;
    // Runs that stand beside those that match are not to be ranked.
    const besides = ["with-pinned", "above-match"];
    const values = besides.reduce((left, flag) => replaceValues(left, flag, []), filter.runValues(parent.id));
    const { load, hasLastingCursors = false } = this.#runLoader(
      parent.project,
      {},
      this.#choiceOf(parent.project, values),
    );
    return { load, hasLastingCursors, words: filterText(filter.fields(parent), values) };
  }

  /** All runs of a project in one list, child runs among them, with a filter and an order of its own. */
  tableRuns(parent: ProjectEntry, values: FilterValues, order: RunSort): RunListing<RunEntry> {
    const { project } = parent;
    const [below, { rows }] = [placeBelow(parent), this.#options];
    // The service puts pinned runs together only where they come first.
    const { load } = this.#runLoader(project, {}, { values, order, isPinnedFirst: isOn(values, "pinned") });
    return {
      load: async (cursor, options) => toPage(await load(cursor, options), (run) => rows.row(below, run, project)),
      pick: this.#runPicking(parent, project).pick,
    };
  }

  #runPicking(
    parent: ProjectEntry | RunEntry,
    project: Project,
  ): Required<Pick<Section<RunEntry>, "pick" | "isOnTop">> {
    const { client, ends, rows } = this.#options;
    const below = placeBelow(parent);
    const place = { client, found: this.found.runs, projectId: project.id, parentId: parent.id };
    return {
      pick: async (ids, options) => {
        const runs = await pickRuns(place, ids, options);
        ends.note(runs);
        return runs.map((run) => rows.row(below, run, project));
      },
      isOnTop: ({ run }) => run.isPinned,
    };
  }

  #choiceOf(project: Project, values: FilterValues): RunChoice {
    const { scope, sort } = this.#options;
    return { values, order: sort.runSort(projectRowId(scope, project.id)), isPinnedFirst: true };
  }

  #runLoader(project: Project, place: RunQuery, { values, order, isPinnedFirst }: RunChoice): RunLoader {
    const { client, scope, filter, owners, ends } = this.#options;
    const rowId = projectRowId(scope, project.id);
    const narrowing = { ...place, ...runNarrowing(values, filter.self) };
    const loadOf = (status: string | undefined): LoadPage<Run> => {
      const query = { ...narrowing, ...defined({ status }), projectId: project.id, sort: order };
      return async (cursor, options) => {
        const page = { pinnedFirst: isPinnedFirst, pageSize: PAGE_SIZE, ...pageOf(cursor) };
        const answer = await client.listRuns({ ...query, ...page }, options);
        owners.note(rowId, answer.items);
        ends.note(answer.items);
        return answer;
      };
    };
    const mayRepeat = isOn(values, "with-pinned") || isOn(values, "above-match");
    const merge = {
      compare: runOrder(order, isPinnedFirst),
      idOf: ({ id }: Run) => id,
      pageSize: PAGE_SIZE,
      mayRepeat,
    };
    const statuses = values["status"] ?? [];
    const load = merged(statuses, loadOf, merge);
    return {
      // Lists that are put together, and those that end early, have cursors of their own.
      hasLastingCursors: statuses.length < 2 && !isOn(values, "pinned"),
      id: sectionId("runs", values, [ownerOf(values, narrowing), order === "-created_at" ? "" : order]),
      load: isOn(values, "pinned") ? leadingPages(load, ({ isPinned }) => isPinned) : load,
    };
  }

  #words(noun: string, fields: readonly FilterField[], values: FilterValues) {
    const isFiltered = !isEmptyFilter(values);
    return { emptyText: emptyText(noun, filterText(fields, values)), isFiltered };
  }
}
