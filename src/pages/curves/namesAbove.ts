import type { SourcePool } from "../../host/site/sourcePool";
import type { PanelAddress, PanelContent } from "../../sources/contract/panelContent";
import type { ArtifactSource } from "../../sources/contract/source";
import { isOfSystem } from "./fileCurves";

interface NamesHost {
  readonly pool: Pick<SourcePool, "sourceOf">;
  /** "Model Lab (EU1)". */
  originOf(address: PanelAddress): string;
}

/**
 * The names of the rows above a file, from the top down: its project, its run, its directories. Undefined for a file of no system, and
 * where the service can't tell them: a page can do without.
 */
export async function namesAbove(
  host: NamesHost,
  address: PanelAddress,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  if (!isOfSystem(address)) {
    return undefined;
  }
  try {
    const source = await host.pool.sourceOf(address);
    signal.throwIfAborted();
    const { pages = [], names = [] } = source.pages?.ownerOf(address.place) ?? {};
    const owner = await firstPage(source, pages, signal);
    const top = owner === undefined ? [host.originOf(address)] : [...owner.above, owner.title];
    return [...top, ...names.slice(0, -1)];
  } catch {
    return undefined;
  }
}

/** Each is asked for only when there is none before it. */
async function firstPage(
  { pages }: ArtifactSource,
  places: readonly PanelAddress["place"][],
  signal: AbortSignal,
): Promise<PanelContent | undefined> {
  for (const place of places) {
    const [answer] = (await pages?.load([place], { signal, forComparison: true })) ?? [];
    signal.throwIfAborted();
    if (answer?.status === "fulfilled" && answer.value !== undefined) {
      return answer.value;
    }
  }
  return undefined;
}
