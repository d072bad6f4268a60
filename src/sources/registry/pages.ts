import { ApiError } from "../../http/apiError";
import { mapBounded } from "../shared/mapBounded";
import type {
  FileOwner,
  PanelAnswer,
  PanelContent,
  PanelLoadOptions,
  PanelPlace,
  SourcePanels,
} from "../contract/panelContent";
import type { FilePlace } from "../contract/sourceFiles";
import { settle } from "../shared/settle";
import { artifactRowIds } from "./rows/artifactRows";
import type { RegistryClient } from "./wire/client";
import type { RegistryEntry } from "./rows/entries";
import type { StoredArtifact } from "./wire/model";
import type { ArtifactKey } from "./wire/operations";
import { pageContent } from "./pageContent";
import type { Reports } from "./reports";
import { loadReports, NO_REPORTS } from "./reports";

/** Pages are compared a few at a time, and each takes several requests. */
const MOST_AT_A_TIME = 3;

/** `<type>/<id>` is the page of an artifact: of a model with its scores and lineage, of all with what they cost. */
export class RegistryPages implements SourcePanels<RegistryEntry> {
  readonly #client: RegistryClient;
  readonly #scope: string;

  /** @param scope The start of every row's id. */
  constructor(client: RegistryClient, scope: string) {
    this.#client = client;
    this.#scope = scope;
  }

  placeOf(entry: RegistryEntry): PanelPlace | undefined {
    return entry.kind === "artifact" ? [entry.artifact.type, entry.artifact.id] : undefined;
  }

  ownerOf([, ...page]: FilePlace): FileOwner {
    return { pages: [page.slice(0, 2)], names: page.slice(2) };
  }

  load(places: readonly PanelPlace[], options: PanelLoadOptions): Promise<readonly PanelAnswer[]> {
    return mapBounded(places, MOST_AT_A_TIME, ([type, id]) => {
      const isPlace = type !== undefined && id !== undefined;
      return settle(isPlace ? this.#page({ type, id }, options) : Promise.resolve(undefined), options);
    });
  }

  async #page(
    key: ArtifactKey,
    { signal, forComparison, onPart }: PanelLoadOptions,
  ): Promise<PanelContent | undefined> {
    const ended = new AbortController();
    const own = { signal: AbortSignal.any([signal, ended.signal]), withLineage: forComparison !== true };
    let stored: StoredArtifact | undefined;
    let soFar = NO_REPORTS;
    const show = (): void => {
      if (stored !== undefined && !own.signal.aborted) {
        onPart?.([key.type, key.id], this.#content(stored, soFar));
      }
    };
    const onStored = (found: StoredArtifact): StoredArtifact => {
      stored = found;
      show();
      return found;
    };
    const onReport = (reports: Reports): void => {
      soFar = reports;
      show();
    };
    try {
      const [found, reports] = await Promise.all([
        this.#client.get(key, { signal }).then(onStored),
        loadReports(this.#client, key, { ...own, onPart: onReport }),
      ]);
      return this.#content(found, reports);
    } catch (error) {
      if (error instanceof ApiError && error.kind === "notFound") {
        return undefined;
      }
      throw error;
    } finally {
      // Facts about an artifact that can't be loaded are of no use.
      ended.abort();
    }
  }

  #content(stored: StoredArtifact, reports: Reports): PanelContent {
    return pageContent(stored, reports, (other) => artifactRowIds(this.#scope, other));
  }
}
