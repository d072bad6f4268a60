import type { CallOptions, Entry } from "../../sources/contract/entry";
import type { PanelAnswer, PanelContent, PanelPlace } from "../../sources/contract/panelContent";
import type { ArtifactSource } from "../../sources/contract/source";
import { settle } from "../../sources/shared/settle";
import { formatCount } from "../../text/formatNumbers";
import { reasonText } from "../target/reasonText";

/** One request where a service gives as many at once. */
const BATCH = 100;

/** The pages' contents of entries, by their row ids: those that have a page, are there and could be read. */
class LoadedContents {
  readonly contents = new Map<string, PanelContent>();
  /** Why others could not be read. */
  readonly failures = new Map<string, unknown>();

  /** Says how many could not be read; `noun` is plural. */
  gapsIn(noun: string): readonly string[] {
    const [reason] = this.failures.values();
    const count = formatCount(this.failures.size);
    return this.failures.size === 0 ? [] : [`What ${count} ${noun} hold could not be read: ${reasonText(reason)}.`];
  }
}

/** Entries that can't be read hide no others. @throws ApiError when none can. */
export async function loadContents(
  source: ArtifactSource,
  entries: readonly Entry[],
  options: CallOptions,
): Promise<LoadedContents> {
  const { pages } = source;
  const placed = entries.flatMap((entry) => {
    const place = entry.abilities.includes("page") ? pages?.placeOf(entry) : undefined;
    return place === undefined ? [] : [{ id: entry.id, place }];
  });
  const loaded = new LoadedContents();
  for (let start = 0; start < placed.length; start += BATCH) {
    await loadBatch(source, placed.slice(start, start + BATCH), loaded, options);
  }
  const [reason] = loaded.failures.values();
  if (loaded.contents.size === 0 && loaded.failures.size > 0) {
    throw reason;
  }
  return loaded;
}

async function loadBatch(
  { pages }: ArtifactSource,
  batch: readonly { readonly id: string; readonly place: PanelPlace }[],
  { contents, failures }: LoadedContents,
  options: CallOptions,
): Promise<void> {
  const places = batch.map(({ place }) => place);
  const answers = pages?.load(places, { ...options, forComparison: true }) ?? Promise.resolve<PanelAnswer[]>([]);
  const loaded = await settle<readonly PanelAnswer[]>(answers, options);
  batch.forEach(({ id }, index) => {
    const answer = loaded.status === "rejected" ? loaded : loaded.value[index];
    if (answer?.status === "rejected") {
      failures.set(id, answer.reason);
    } else if (answer?.value !== undefined) {
      contents.set(id, answer.value);
    }
  });
}
