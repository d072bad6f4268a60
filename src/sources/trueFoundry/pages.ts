import { ApiError } from "../../http/apiError";
import { mapBounded } from "../shared/mapBounded";
import type { FileOwner, PanelAnswer, PanelContent, PanelPlace, SourcePanels } from "../contract/panelContent";
import type { FilePlace } from "../contract/sourceFiles";
import { settle } from "../shared/settle";
import type { TrueFoundryClient } from "./wire/client";
import type { ChosenRows } from "./rows/chosenRows";
import type { TrueFoundryEntry } from "./rows/entries";
import type { Run, VersionRecord } from "./wire/model";
import { pageContent } from "./pageContent";
import { runContent } from "./runContent";
import type { CallOptions } from "../contract/entry";

/** Each takes a request of its own: the service gives versions one by one. */
const MOST_AT_A_TIME = 6;

/** The pages of versions and runs: `artifact/<version id>`, `model/<version id>` and `run/<run id>`. Addresses of former releases have a name behind it. */
export class TrueFoundryPages implements SourcePanels<TrueFoundryEntry> {
  readonly #client: TrueFoundryClient;
  readonly #scope: string;
  readonly #rows: Pick<ChosenRows, "stuckSince">;

  /** @param scope The start of every row's id. */
  constructor(client: TrueFoundryClient, scope: string, rows: Pick<ChosenRows, "stuckSince">) {
    this.#client = client;
    this.#scope = scope;
    this.#rows = rows;
  }

  placeOf(entry: TrueFoundryEntry): PanelPlace | undefined {
    switch (entry.kind) {
      case "version":
        return [entry.version.type, entry.version.id];
      case "run":
        return ["run", entry.run.id];
      default:
        return undefined;
    }
  }

  /** A file's place does not tell a model's version from another. */
  ownerOf([first, id = "", ...names]: FilePlace): FileOwner {
    const isVersion = first === "version" && id !== "";
    return {
      pages: isVersion
        ? [
            ["artifact", id],
            ["model", id],
          ]
        : [],
      names,
    };
  }

  load(places: readonly PanelPlace[], options: CallOptions): Promise<readonly PanelAnswer[]> {
    return mapBounded(places, MOST_AT_A_TIME, (place) => settle(this.#page(place, options), options));
  }

  async #page(place: PanelPlace, options: CallOptions): Promise<PanelContent | undefined> {
    if (place[0] === "run") {
      const run = await this.#run(place[1] ?? "", options);
      return run && runContent(this.#scope, run, this.#rows.stuckSince(run));
    }
    const record = await this.#record(place, options);
    return record && pageContent(this.#scope, record);
  }

  async #run(id: string, options: CallOptions): Promise<Run | undefined> {
    try {
      const run = await this.#client.runs.get(id, options);
      return run.id === id ? run : undefined;
    } catch (error) {
      if (error instanceof ApiError && error.kind === "notFound") {
        return undefined;
      }
      throw error;
    }
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
