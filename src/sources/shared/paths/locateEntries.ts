import { ApiError } from "../../../http/apiError";
import type { CallOptions, Entry } from "../../contract/entry";
import type { ArtifactSource, Section } from "../../contract/source";

/** Pages that are looked through for a row that can't be asked for alone. */
const MOST_PAGES = 50;

/**
 * The entries that some row ids lead to, from the top down; undefined when one of them is not there any more.
 * @throws ApiError, also for one that may be behind the pages that are looked through.
 */
export async function locateEntries(
  source: Pick<ArtifactSource, "sections">,
  rowIds: readonly string[],
  options: CallOptions,
): Promise<readonly Entry[] | undefined> {
  const found: Entry[] = [];
  for (const id of rowIds) {
    const entry = await findBelow(source.sections(found.at(-1)), id, options);
    if (entry === undefined) {
      return undefined;
    }
    found.push(entry);
  }
  return found;
}

async function findBelow(sections: readonly Section[], id: string, options: CallOptions): Promise<Entry | undefined> {
  for (const section of sections) {
    const found = await (section.pick === undefined ? findListed(section, id, options) : section.pick([id], options));
    const entry = found.find((each) => each.id === id);
    if (entry !== undefined) {
      return entry;
    }
  }
  return undefined;
}

async function findListed(section: Section, id: string, options: CallOptions): Promise<readonly Entry[]> {
  let cursor: string | undefined;
  for (let count = 0; count < MOST_PAGES; count++) {
    const { items, next } = await section.load(cursor, options);
    const entry = items.find((each) => each.id === id);
    if (entry !== undefined || next === undefined) {
      return entry === undefined ? [] : [entry];
    }
    cursor = next;
  }
  throw new ApiError(
    "badResponse",
    `it is not on the first ${MOST_PAGES} pages of ${section.noun}, and there are more`,
  );
}
