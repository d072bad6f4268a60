import type { CallOptions, Entry } from "../../sources/contract/entry";
import type { PanelAnswer, PanelContent, PanelPlace } from "../../sources/contract/panelContent";
import type { ArtifactSource } from "../../sources/contract/source";

/** One request where a service gives as many at once. */
const BATCH = 100;

/** The pages' contents of entries, by their row ids. Entries that have no page, are gone or can't be read are left out. @throws ApiError */
export async function loadContents(
  source: ArtifactSource,
  entries: readonly Entry[],
  options: CallOptions,
): Promise<ReadonlyMap<string, PanelContent>> {
  const { pages } = source;
  const placed = entries.flatMap((entry) => {
    const place = entry.abilities.includes("page") ? pages?.placeOf(entry) : undefined;
    return place === undefined ? [] : [{ id: entry.id, place }];
  });
  const contents = new Map<string, PanelContent>();
  for (let start = 0; start < placed.length; start += BATCH) {
    const batch = placed.slice(start, start + BATCH);
    const answers = (await load(source, batch, options)) ?? [];
    answers.forEach((answer, index) => {
      if (answer.status === "fulfilled" && answer.value !== undefined) {
        contents.set(batch[index]?.id ?? "", answer.value);
      }
    });
  }
  return contents;
}

async function load(
  { pages }: ArtifactSource,
  batch: readonly { readonly place: PanelPlace }[],
  options: CallOptions,
): Promise<readonly PanelAnswer[] | undefined> {
  const places = batch.map(({ place }) => place);
  return await pages?.load(places, { ...options, forComparison: true });
}
