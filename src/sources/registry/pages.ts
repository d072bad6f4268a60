import { ApiError } from "../../http/apiError";
import { mapBounded } from "../mapBounded";
import type { PageContent, PagePlace, SourcePages } from "../page";
import type { CallOptions } from "../source";
import { artifactRowIds } from "./artifactRows";
import type { RegistryClient } from "./client";
import type { RegistryEntry } from "./entries";
import type { ArtifactKey } from "./operations";
import { pageContent } from "./pageContent";
import { loadReports } from "./reports";

/** Pages are compared a few at a time, and each takes several requests. */
const MOST_AT_A_TIME = 3;

/** `<type>/<id>` is the page of an artifact: of a model with its scores and lineage, of all with what they cost. */
export class RegistryPages implements SourcePages<RegistryEntry> {
  readonly #client: RegistryClient;
  readonly #scope: string;

  /** @param scope The start of every row's id. */
  constructor(client: RegistryClient, scope: string) {
    this.#client = client;
    this.#scope = scope;
  }

  placeOf(entry: RegistryEntry): PagePlace | undefined {
    return entry.kind === "artifact" ? [entry.artifact.type, entry.artifact.id] : undefined;
  }

  load(places: readonly PagePlace[], options: CallOptions): Promise<readonly (PageContent | undefined)[]> {
    return mapBounded(places, MOST_AT_A_TIME, ([type, id]) =>
      type === undefined || id === undefined ? Promise.resolve(undefined) : this.#page({ type, id }, options),
    );
  }

  async #page(key: ArtifactKey, { signal }: CallOptions): Promise<PageContent | undefined> {
    const reports = new AbortController();
    const options = { signal: AbortSignal.any([signal, reports.signal]) };
    try {
      const parts = [this.#client.get(key, { signal }), loadReports(this.#client, key, options)] as const;
      const [stored, found] = await Promise.all(parts);
      return pageContent(stored, found, (other) => artifactRowIds(this.#scope, other));
    } catch (error) {
      if (error instanceof ApiError && error.kind === "notFound") {
        return undefined;
      }
      throw error;
    } finally {
      // Nobody needs what is known of an artifact that can't be had.
      reports.abort();
    }
  }
}
