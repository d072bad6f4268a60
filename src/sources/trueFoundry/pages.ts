import { ApiError } from "../../http/apiError";
import { mapBounded } from "../shared/mapBounded";
import type { PanelAnswer, PanelContent, PanelPlace, SourcePanels } from "../contract/panelContent";
import { settle } from "../shared/settle";
import type { TrueFoundryClient } from "./wire/client";
import type { TrueFoundryEntry } from "./rows/entries";
import type { VersionRecord } from "./wire/model";
import { pageContent } from "./pageContent";
import type { CallOptions } from "../contract/entry";

/** Each takes a request of its own: the service gives versions one by one. */
const MOST_AT_A_TIME = 6;

/** The pages of versions: `artifact/<version id>` and `model/<version id>`. Addresses of former releases have a name behind it. */
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
    return [entry.version.type, entry.version.id];
  }

  load(places: readonly PanelPlace[], options: CallOptions): Promise<readonly PanelAnswer[]> {
    return mapBounded(places, MOST_AT_A_TIME, (place) => settle(this.#page(place, options), options));
  }

  async #page(place: PanelPlace, options: CallOptions): Promise<PanelContent | undefined> {
    const record = await this.#record(place, options);
    return record && pageContent(this.#scope, record);
  }

  async #record([type, id = ""]: PanelPlace, options: CallOptions): Promise<VersionRecord | undefined> {
    try {
      const record = await this.#client.versionRecord(type === "model" ? "model" : "artifact", id, options);
      return record.version.id === id ? record : undefined;
    } catch (error) {
      if (error instanceof ApiError && error.kind === "notFound") {
        return undefined;
      }
      throw error;
    }
  }
}
