import { ApiError } from "../../http/apiError";
import { mapBounded } from "../shared/mapBounded";
import type { PanelAnswer, PanelContent, PanelPlace, SourcePanels } from "../contract/panelContent";
import { settle } from "../shared/settle";
import type { TrueFoundryClient } from "./wire/client";
import type { TrueFoundryEntry } from "./rows/entries";
import type { VersionRecord } from "./wire/model";
import { pageContent } from "./pageContent";
import type { CallOptions } from "../contract/entry";

/** Each takes a request of its own: the service gives versions one by one, or all of a model's. */
const MOST_AT_A_TIME = 6;

/** The pages of versions: `artifact/<version id>`, and `model/<version id>/<fqn>`, as models' are asked for by name. */
export class TrueFoundryPages implements SourcePanels<TrueFoundryEntry> {
  readonly #client: TrueFoundryClient;
  readonly #scope: string;

  /** @param scope The start of every row's id. */
  constructor(client: TrueFoundryClient, scope: string) {
    this.#client = client;
    this.#scope = scope;
  }

  placeOf(entry: TrueFoundryEntry): PanelPlace | undefined {
    if (entry.kind !== "version") {
      return undefined;
    }
    const { id, type, fqn } = entry.version;
    return type === "artifact" ? [type, id] : fqn === "" ? undefined : [type, id, fqn];
  }

  load(places: readonly PanelPlace[], options: CallOptions): Promise<readonly PanelAnswer[]> {
    return mapBounded(places, MOST_AT_A_TIME, (place) => settle(this.#page(place, options), options));
  }

  async #page(place: PanelPlace, options: CallOptions): Promise<PanelContent | undefined> {
    const record = await this.#record(place, options);
    return record && pageContent(this.#scope, record);
  }

  async #record([type, id = "", fqn = ""]: PanelPlace, options: CallOptions): Promise<VersionRecord | undefined> {
    try {
      return await (type === "artifact"
        ? this.#client.artifactVersionRecord(id, options)
        : this.#client.modelVersionRecord(id, fqn, options));
    } catch (error) {
      if (error instanceof ApiError && error.kind === "notFound") {
        return undefined;
      }
      throw error;
    }
  }
}
