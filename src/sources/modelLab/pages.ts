import { ApiError } from "../../http/apiError";
import { formatDuration } from "../../text/formatNumbers";
import { LoadCache, LISTING_FRESHNESS } from "../shared/loadCache";
import type { FileOwner, PanelAnswer, PanelContent, PanelPlace, SourcePanels } from "../contract/panelContent";
import type { FilePlace } from "../contract/sourceFiles";
import { tellingFirst } from "../metrics/tellingFirst";
import { settle } from "../shared/settle";
import { mayBeUnread } from "../shared/unread";
import type { ModelLabClient } from "./wire/client";
import { textFact, timeFact } from "./rows/details";
import type { ModelLabEntry } from "./rows/entries";
import type { MetricSummary } from "./wire/runs/keptMetrics";
import type { Run } from "./wire/model";
import { placeOfRow, rowIdsAlong } from "./find/rowPath";
import { runAbilities, runDetail, runIcon } from "./rows/rows";
import type { RunRows } from "./rows/runRows";
import type { CallOptions, Fact } from "../contract/entry";

const MOST_PROJECTS = 200;

/** The name of a project, or why it could not be had. */
type ProjectName = { readonly name: string } | { readonly problem: string };

interface PagesOptions {
  readonly client: ModelLabClient;
  /** The start of every row's id. */
  readonly scope: string;
  /** A project's name, when the tree has listed it: the page says what the row above says. */
  readonly listedName: (projectId: string) => string | undefined;
  readonly rows: RunRows;
}

/**
 * The pages of runs: `project/<id>/run/<id>`, with `/run/<id>` more for each child run on the way, as the service does not
 * say what a run is a child of.
 */
export class ModelLabPages implements SourcePanels<ModelLabEntry> {
  readonly #options: PagesOptions;
  readonly #names = new LoadCache<string>(MOST_PROJECTS, LISTING_FRESHNESS);

  constructor(options: PagesOptions) {
    this.#options = options;
  }

  placeOf(entry: ModelLabEntry): PanelPlace | undefined {
    return entry.kind === "run" ? placeOfRow(this.#options.scope, entry.id) : undefined;
  }

  ownerOf(place: FilePlace): FileOwner {
    const isOfRun = place[2] === "run";
    return { pages: isOfRun ? [place.slice(0, 4)] : [], names: place.slice(isOfRun ? 4 : 3) };
  }

  /** One request for all runs, and one for each project whose name is not known. */
  async load(places: readonly PanelPlace[], options: CallOptions): Promise<readonly PanelAnswer[]> {
    const ids = places.map(runIdOf);
    const { runs, unread } = await this.#options.client.getRuns({ ids: ids.flatMap((id) => id ?? []) }, options);
    const load = async (place: PanelPlace, run: Run | undefined) => {
      if (run === undefined && unread !== undefined) {
        throw mayBeUnread(unread);
      }
      return run === undefined ? undefined : this.#page(place, run, await this.#projectName(run.projectId, options));
    };
    return Promise.all(places.map((place, index) => settle(load(place, runs.get(ids[index] ?? "")), options)));
  }

  async #projectName(id: string, options: CallOptions): Promise<ProjectName> {
    const listed = this.#options.listedName(id);
    if (listed !== undefined) {
      return { name: listed };
    }
    try {
      const ask = async (own: CallOptions) => (await this.#options.client.getProject(id, own)).name;
      return { name: await this.#names.get(id, ask, options) };
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      return { problem: `Could not load the name of the project: ${error.message}.` };
    }
  }

  #page(place: PanelPlace, run: Run, project: ProjectName): PanelContent {
    const rowIds = rowIdsOf(this.#options.scope, place, run);
    const chosen = this.#options.rows.shownMetric(run.projectId);
    const look = this.#options.rows.look(run);
    return {
      noun: rowIds.length > 2 ? "Child run" : "Run",
      title: run.name,
      above: "name" in project ? [project.name] : [],
      status: { text: run.status, icon: runIcon(run, look) },
      summary: runDetail({ ...run, isDescendantMatch: false }, look),
      description: run.description,
      facts: factsOf(run, this.#options.rows.ownerText(run.ownerId)),
      tags: run.tags,
      links: run.externalUrl === undefined ? [] : [{ title: "Page of the tracking server", url: run.externalUrl }],
      params: run.params.list(),
      metrics: metricsOf(run, chosen),
      tables: [],
      charts: [],
      texts: [],
      rowIds,
      abilities: runAbilities(run),
      files: ["project", run.projectId, "run", run.id],
      problems: "problem" in project ? [project.problem] : [],
    };
  }
}

function runIdOf(place: PanelPlace): string | undefined {
  return place.at(-2) === "run" ? place.at(-1) : undefined;
}

/** The way through the rows above is known when the page was opened from one. */
function rowIdsOf(scope: string, place: PanelPlace, run: Run): readonly string[] {
  const way = place[0] === "project" && place[1] === run.projectId ? place : ["project", run.projectId, "run", run.id];
  return rowIdsAlong(scope, way);
}

/** First the metric that was chosen for the project's rows, then what tells most of how the run went. */
function metricsOf(run: Run, chosen: string | undefined): readonly MetricSummary[] {
  const metrics = run.metrics.list();
  const names = tellingFirst(metrics.map(({ key }) => key));
  const ranks = new Map(names.map((name, rank) => [name, rank]));
  const rankOf = (key: string) => (key === chosen ? -1 : (ranks.get(key) ?? 0));
  return metrics.toSorted((one, other) => rankOf(one.key) - rankOf(other.key));
}

function factsOf(run: Run, owner: string | undefined): readonly Fact[] {
  return [
    ...timeFact("Started", run.startedAt ?? run.createdAt),
    ...timeFact("Ended", run.completedAt),
    ...(run.durationSeconds === undefined ? [] : [{ label: "Duration", text: formatDuration(run.durationSeconds) }]),
    ...timeFact("Updated", run.updatedAt),
    ...textFact("Owner", owner),
    ...textFact("Storage", run.artifactLocation),
    { label: "ID", text: run.id },
  ];
}
