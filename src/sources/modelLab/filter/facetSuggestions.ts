import type { FilterSuggestions, SuggestionQuery } from "../../contract/entryFilter";
import { LoadCache } from "../../shared/loadCache";
import type { ModelLabClient } from "../wire/client";
import type { FacetKeys, FacetValues } from "../wire/model";
import type { CallOptions } from "../../contract/entry";
import { defined } from "../../../text/defined";

const MOST_KEPT = 100;
/** Long enough to build a filter, short enough for the tags of a run that has just started. */
const KEPT_MS = 120_000;

/** The keys of tags and parameters, and their values, as the service lists them: each is asked for once in a while. */
export class FacetSuggestions {
  readonly #client: ModelLabClient;
  readonly #keys = new LoadCache<FacetKeys>(MOST_KEPT, { keptMs: KEPT_MS });
  readonly #values = new LoadCache<FacetValues>(MOST_KEPT, { keptMs: KEPT_MS });

  constructor(client: ModelLabClient) {
    this.#client = client;
  }

  /** Of the runs of a project, or of projects. */
  async of(projectId: string | undefined, query: SuggestionQuery, options: CallOptions): Promise<FilterSuggestions> {
    if (query.key === undefined) {
      const keys = await this.#keysOf(projectId, options);
      return { choices: choices(query.field === "param" ? keys.parameters : keys.tags) };
    }
    const { key, field } = query;
    const place = JSON.stringify([projectId, field, key]);
    const ask = (load: CallOptions) => this.#askValues(projectId, { field, key }, load);
    const { values, numericRange } = await this.#values.get(place, ask, options);
    return { choices: choices(values), ...defined({ range: numericRange }) };
  }

  /** Names of the metrics of a project's runs. */
  async metrics(projectId: string, options: CallOptions): Promise<readonly string[]> {
    return (await this.#keysOf(projectId, options)).metrics;
  }

  #keysOf(projectId: string | undefined, options: CallOptions): Promise<FacetKeys> {
    return this.#keys.get(projectId ?? "", (load) => this.#askKeys(projectId, load), options);
  }

  #askKeys(projectId: string | undefined, options: CallOptions): Promise<FacetKeys> {
    return projectId === undefined
      ? this.#client.listProjectFacetKeys(options)
      : this.#client.listRunFacetKeys(projectId, options);
  }

  #askValues(projectId: string | undefined, query: Required<SuggestionQuery>, options: CallOptions) {
    const type = query.field === "param" ? "parameter" : "tag";
    return projectId === undefined
      ? this.#client.listProjectFacetValues(query.key, options)
      : this.#client.listRunFacetValues({ projectId, type, name: query.key }, options);
  }
}

function choices(values: readonly string[]): FilterSuggestions["choices"] {
  return values.map((value) => ({ value, label: value }));
}
