import type { GenericSchema } from "valibot";
import { ApiError } from "../../../http/apiError";
import { parseJson } from "../../../http/jsonBody";
import type { HttpClient } from "../../../http/httpClient";
import type { HttpRequest, StreamAnswer } from "../../../http/httpRequest";
import type { Query } from "../../../http/requestPath";
import { facetKeysSchema, facetValuesSchema } from "./facetWire";
import { runDirectorySchema } from "./fileWire";
import { projectListQuery, runListQuery } from "./listQuery";
import type { ProjectQuery, RunQuery } from "./listQuery";
import { isLoose } from "../../../text/looseValues";
import type { FacetKeys, FacetType, FacetValues, Project, Run, RunDirectory } from "./model";
import { MODEL_LAB_PATH, projectPath, runPath } from "./operations";
import { projectSchema } from "./projectWire";
import { readPlainRuns } from "./runs/plainRuns";
import { runSchema } from "./runWire";
import { askablePath } from "../../shared/filePlace";
import { PathListing } from "../../shared/paths/pathListing";
import { parseWire } from "../../shared/parseWire";
import { asWritten } from "./asWritten";
import { listSchema, oneSchema } from "./wire";
import type { CallOptions } from "../../contract/entry";
import { joinUnread } from "../../shared/unread";
import type { ListPage, Unread } from "../../contract/listPage";
import { defined } from "../../../text/defined";

const SCHEMAS = {
  projects: listSchema(projectSchema),
  project: oneSchema(projectSchema),
  runs: listSchema(runSchema),
  run: oneSchema(runSchema),
  runDirectory: oneSchema(runDirectorySchema),
  facetKeys: oneSchema(facetKeysSchema),
  facetValues: oneSchema(facetValuesSchema),
};

/** The service takes as many ids at a time as its largest page has runs. */
export const MOST_IDS = 100;
/** Nothing that could end an item of a list: a comma would make two ids of one. */
const RUN_ID = /^[\w-]{1,100}$/;

/** Runs that were asked for by their ids. One that is not among them may be what could not be read. */
interface FoundRuns {
  readonly runs: ReadonlyMap<string, Run>;
  readonly unread?: Unread;
}

interface ContentQuery {
  readonly projectId: string;
  /** Relative to the project's artifact root. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The operations of the Model Lab API. All throw ApiError, or the signal's reason when aborted. */
export class ModelLabClient {
  readonly #http: HttpClient;

  /** The HTTP client is disposed with this one. */
  constructor(http: HttpClient) {
    this.#http = http;
  }

  listProjects(query: ProjectQuery, options: CallOptions): Promise<ListPage<Project>> {
    return this.#get(SCHEMAS.projects, "/projects", options, projectListQuery(query));
  }

  async getProject(projectId: string, options: CallOptions): Promise<Project> {
    return this.#get(SCHEMAS.project, projectPath(projectId), options);
  }

  async starProject(projectId: string, options: CallOptions): Promise<void> {
    return this.#change("POST", `${projectPath(projectId)}/star`, options);
  }

  async unstarProject(projectId: string, options: CallOptions): Promise<void> {
    return this.#change("DELETE", `${projectPath(projectId)}/star`, options);
  }

  /** All files of a project, which the service gives flat and in one answer. What reads it is loaded with the first. */
  async listProjectFiles(projectId: string, options: CallOptions): Promise<PathListing> {
    const path = `${MODEL_LAB_PATH}${projectPath(projectId)}/artifacts`;
    return await this.#http.requestRead({ method: "GET", path }, options, async (body, context) => {
      const { readProjectFiles } = await import("./readProjectFiles");
      return new PathListing(await readProjectFiles(body, context));
    });
  }

  listProjectFacetKeys(options: CallOptions): Promise<FacetKeys> {
    return this.#get(SCHEMAS.facetKeys, "/project-facet-keys", options);
  }

  /** Values of a tag; projects have no other facets. */
  listProjectFacetValues(name: string, options: CallOptions): Promise<FacetValues> {
    const query = { facet_type: "tag", facet_name: name };
    return this.#get(SCHEMAS.facetValues, "/project-facet-values", options, query);
  }

  async listRuns(query: RunQuery, options: CallOptions): Promise<ListPage<Run>> {
    const request = { method: "GET", path: `${MODEL_LAB_PATH}/runs`, query: runListQuery(query) } as const;
    const body = await this.#http.requestWhole(request, options, (bytes, { headers }) => {
      return readPlainRuns(bytes) ?? asWritten(parseJson(bytes, headers["content-type"]));
    });
    return parseWire(SCHEMAS.runs, body);
  }

  /** Runs by their ids, those that there are and can be read: a request for each hundred, one after the other. */
  async getRuns(
    { ids, projectId }: { readonly ids: readonly string[]; readonly projectId?: string },
    options: CallOptions,
  ): Promise<FoundRuns> {
    const wanted = [...new Set(ids)].filter((id) => RUN_ID.test(id));
    const runs = new Map<string, Run>();
    let unread: Unread | undefined;
    for (let start = 0; start < wanted.length; start += MOST_IDS) {
      const query = { ids: wanted.slice(start, start + MOST_IDS), ...defined({ projectId }), pageSize: MOST_IDS };
      const page = await this.listRuns(query, options);
      page.items.forEach((run) => runs.set(run.id, run));
      unread = joinUnread(unread, page.unread);
    }
    return { runs, ...(unread && { unread }) };
  }

  async getRun(runId: string, options: CallOptions): Promise<Run> {
    return this.#get(SCHEMAS.run, runPath(runId), options);
  }

  async deleteRun(runId: string, options: CallOptions): Promise<void> {
    return this.#change("DELETE", runPath(runId), options);
  }

  async pinRun(runId: string, options: CallOptions): Promise<void> {
    return this.#change("POST", `${runPath(runId)}/pin`, options);
  }

  async unpinRun(runId: string, options: CallOptions): Promise<void> {
    return this.#change("DELETE", `${runPath(runId)}/pin`, options);
  }

  /** One directory of a run: its artifact root for an empty path. */
  async listRunFiles(runId: string, path: string, options: CallOptions): Promise<RunDirectory> {
    const query = path === "" ? {} : { path: askablePath(path) };
    return this.#get(SCHEMAS.runDirectory, `${runPath(runId)}/artifacts`, options, query);
  }

  listRunFacetKeys(projectId: string, options: CallOptions): Promise<FacetKeys> {
    return this.#get(SCHEMAS.facetKeys, "/facet-keys", options, { "filter[project_id]": projectId });
  }

  listRunFacetValues(
    facet: { readonly projectId: string; readonly type: FacetType; readonly name: string },
    options: CallOptions,
  ): Promise<FacetValues> {
    const query = { "filter[project_id]": facet.projectId, facet_type: facet.type, facet_name: facet.name };
    return this.#get(SCHEMAS.facetValues, "/facet-values", options, query);
  }

  /** The bytes of a file, or those that `range` and `if-range` in the headers name. */
  async readContent(
    { projectId, path: file, headers = {} }: ContentQuery,
    options: CallOptions,
  ): Promise<StreamAnswer> {
    const query = { project_id: projectId, artifact_path: askablePath(file) };
    const path = `${MODEL_LAB_PATH}/artifacts/content`;
    return this.#http.requestStream({ method: "GET", path, query, headers }, options);
  }

  /** Succeeds when both keys are valid together. */
  async validateKeys(options: CallOptions): Promise<void> {
    const { body } = await this.#http.requestJson({ method: "GET", path: "/api/v2/validate_keys" }, options);
    if (isLoose(body) && body["status"] !== undefined && body["status"] !== "ok") {
      throw new ApiError("forbidden", "the keys are not valid");
    }
  }

  /** Succeeds when the API key is valid, whatever the application key. */
  async validateApiKey(options: CallOptions): Promise<void> {
    const { body } = await this.#http.requestJson({ method: "GET", path: "/api/v1/validate" }, options);
    if (isLoose(body) && body["valid"] === false) {
      throw new ApiError("forbidden", "the API key is not valid");
    }
  }

  dispose(): void {
    this.#http.dispose();
  }

  async #get<T>(schema: GenericSchema<unknown, T>, path: string, options: CallOptions, query: Query = {}): Promise<T> {
    const answer = await this.#http.requestJson({ method: "GET", path: MODEL_LAB_PATH + path, query }, options);
    return parseWire(schema, asWritten({ value: answer.body, text: answer.text }));
  }

  /** To star, pin or delete twice is to do it once. */
  #change(method: HttpRequest["method"], path: string, options: CallOptions): Promise<void> {
    return this.#http.requestNothing({ method, path: MODEL_LAB_PATH + path, isIdempotent: true }, options);
  }
}
