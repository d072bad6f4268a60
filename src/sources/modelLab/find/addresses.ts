import { ApiError } from "../../../http/apiError";
import { entryId } from "../../shared/entryId";
import { fileRowIds, noSuchFile } from "../../shared/filePlace";
import type { LocateOptions, SourceAddresses } from "../../contract/addresses";
import type { FilePlace } from "../../contract/sourceFiles";
import { addressWords, parseAddress } from "./address";
import type { Address } from "./address";
import type { ModelLabClient } from "../wire/client";
import { addressOf } from "../rows/copyTexts";
import type { ModelLabEntry } from "../rows/entries";
import type { JustFound } from "../../shared/justFound";
import { findByLink, linkKey } from "./linkSearch";
import type { Project, Run } from "../wire/model";
import type { ModelLabFiles } from "../files/modelLabFiles";
import { placeOfRow, rowIdsAlong } from "./rowPath";
import { projectRowId, runRowId } from "../rows/rows";
import type { CallOptions } from "../../contract/entry";

/** Runs below runs; deeper nesting was never seen. */
const MOST_LEVELS = 8;

interface Locator {
  readonly client: ModelLabClient;
  readonly files: ModelLabFiles;
  /** The start of every row's id. */
  readonly scope: string;
  readonly baseUrl: string;
  readonly runs: JustFound<Run>;
  readonly projects: JustFound<Project>;
}

type Ids = readonly string[];

export function modelLabAddresses(locator: Locator): SourceAddresses<ModelLabEntry> {
  return {
    locate: (text, options) => locate(locator, text, options),
    locatePlace: (place, options) => locatePlace(locator, place, options),
    of: addressOf,
  };
}

async function locate(locator: Locator, text: string, options: LocateOptions<ModelLabEntry>): Promise<Ids | undefined> {
  const { loaded = [] } = options;
  const address = parseAddress(text, locator.baseUrl, (url) => linked(loaded, url) !== undefined);
  return address === undefined ? undefined : await locateAddress(locator, address, loaded, options);
}

/** Puts the target of a text into words. */
export function readAddress(baseUrl: string, text: string, loaded: readonly ModelLabEntry[]): string | undefined {
  const address = parseAddress(text, baseUrl, (url) => linked(loaded, url) !== undefined);
  return address === undefined ? undefined : addressWords(address);
}

async function locateAddress(
  locator: Locator,
  address: Address,
  loaded: readonly ModelLabEntry[],
  options: CallOptions,
): Promise<Ids> {
  switch (address.kind) {
    case "run":
      return await locateRun(locator, address.id, options);
    case "project":
      return await locateProject(locator, address.id, options);
    case "id":
      return await locateId(locator, address.id, options);
    case "link":
      return await locateLink(locator, address.url, { ...options, loaded });
  }
}

/** Runs are many more than projects. */
async function locateId(locator: Locator, id: string, options: CallOptions): Promise<Ids> {
  try {
    return await locateRun(locator, id, options);
  } catch (error) {
    ifNotFound(error);
  }
  try {
    return await locateProject(locator, id, options);
  } catch (error) {
    ifNotFound(error);
    throw new ApiError("notFound", `no run and no project has the ID ${id}`, { cause: error });
  }
}

async function locateProject({ client, projects, scope }: Locator, id: string, options: CallOptions): Promise<Ids> {
  const project = await client.getProject(id, options);
  projects.put(project);
  return [projectRowId(scope, project.id)];
}

/**
 * A run does not say which run it is below. The service tells from the top down: of the runs at one level, it gives the one
 * that has the wanted one below it. One request for a root run, one more for each level.
 */
async function locateRun(locator: Locator, id: string, options: CallOptions): Promise<Ids> {
  const { client } = locator;
  const above: Run[] = [];
  while (above.length < MOST_LEVELS) {
    const parentRunId = above.at(-1)?.id ?? null;
    const query = { ids: [id], parentRunId, includeDescendantMatches: true, pageSize: 2 };
    const { items } = await client.listRuns(query, options);
    const found = items.find((run) => run.id === id);
    const next = items.find((run) => run.isDescendantMatch && !above.some((known) => known.id === run.id));
    if (found !== undefined) {
      return idsOf(locator, [...above, found]);
    }
    if (next === undefined) {
      break;
    }
    above.push(next);
  }
  // It exists at a place that the service does not tell: it is shown right below its project.
  return idsOf(locator, [await client.getRun(id, options)]);
}

function idsOf({ scope, runs }: Locator, path: readonly Run[]): Ids {
  const ids = [projectRowId(scope, path.at(-1)?.projectId ?? "")];
  for (const run of path) {
    runs.put(run);
    ids.push(runRowId(ids.at(-1) ?? scope, run.id));
  }
  return ids;
}

/** A row that is loaded costs nothing; others are looked for page by page, as the API can't be asked for a web address. */
async function locateLink(locator: Locator, url: string, options: LocateOptions<ModelLabEntry>): Promise<Ids> {
  const row = linked(options.loaded ?? [], url);
  if (row !== undefined) {
    return row.kind === "project" ? [row.id] : rowIdsAlong(locator.scope, placeOfRow(locator.scope, row.id));
  }
  const { kind, id } = await findByLink(locator.client, url, options);
  return kind === "run" ? await locateRun(locator, id, options) : await locateProject(locator, id, options);
}

function linked(loaded: readonly ModelLabEntry[], url: string): ModelLabEntry | undefined {
  const wanted = linkKey(url);
  return loaded.find((entry) => {
    const own =
      entry.kind === "project" ? entry.project.externalUrl : entry.kind === "run" ? entry.run.externalUrl : undefined;
    return own !== undefined && linkKey(own) === wanted;
  });
}

/** Rows of `project/<id>`, `project/<id>/run/<id>/…` and `project/<id>/files/…`, which are the places of files. */
async function locatePlace(locator: Locator, place: FilePlace, options: CallOptions): Promise<Ids> {
  const [first, projectId, area, ...rest] = place;
  if (first !== "project" || projectId === undefined) {
    throw noSuchFile();
  }
  if (area === undefined) {
    return await locateProject(locator, projectId, options);
  }
  const { above, names } = await locateArea(locator, { projectId, area, rest }, options);
  const root = above.at(-1) ?? locator.scope;
  return [...above, ...(await fileRowIds(locator.files, { place, names, root }, options))];
}

interface AreaPlace {
  readonly projectId: string;
  readonly area: string;
  readonly rest: readonly string[];
}

/** A run, or the project's own listing, and the names of what lies in it. */
async function locateArea(
  locator: Locator,
  { projectId, area, rest }: AreaPlace,
  options: CallOptions,
): Promise<{ readonly above: Ids; readonly names: readonly string[] }> {
  if (area === "files") {
    const project = projectRowId(locator.scope, projectId);
    return { above: [project, entryId(project, "artifacts")], names: rest };
  }
  const [runId, ...names] = rest;
  if (area !== "run" || runId === undefined) {
    throw noSuchFile();
  }
  return { above: await locateRun(locator, runId, options), names };
}

function ifNotFound(error: unknown): void {
  if (!(error instanceof ApiError) || error.kind !== "notFound") {
    throw error;
  }
}
