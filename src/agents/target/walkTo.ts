import type { CallOptions, Entry } from "../../sources/contract/entry";
import type { ArtifactSource, Section } from "../../sources/contract/source";
import { newOn } from "../../sources/shared/pageWalk";
import { AskFailure } from "./askFailure";
import { narrowedSections } from "./narrowedSections";

/** Pages that are read to find a row which can't be asked for alone. */
const MOST_PAGES = 30;

/**
 * The entries from the top down to the one with the last of some ids; undefined when there is none. @throws ApiError, or AskFailure
 * for one that may be behind the pages that are read.
 */
export async function walkTo(
  source: ArtifactSource,
  ids: readonly string[],
  options: CallOptions,
): Promise<readonly Entry[] | undefined> {
  const path: Entry[] = [];
  while (path.at(-1)?.id !== ids.at(-1)) {
    const left = ids.slice(ids.indexOf(path.at(-1)?.id ?? "") + 1);
    const next = await entryBelow(source, path.at(-1), left, options);
    if (next === undefined) {
      return undefined;
    }
    path.push(next);
  }
  return path;
}

/** A row's id and the ids that rows above it may have: ids are paths. */
export function idsAlong(id: string): readonly string[] {
  const parts = id.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

async function entryBelow(
  source: ArtifactSource,
  parent: Entry | undefined,
  ids: readonly string[],
  options: CallOptions,
): Promise<Entry | undefined> {
  const sections = [...narrowedSections(source, parent)];
  // A listing that gives rows by their ids asks for nothing when they are not its own.
  sections.sort((one, other) => Number(one.pick === undefined) - Number(other.pick === undefined));
  let cut: Section | undefined;
  for (const section of sections) {
    const picked =
      section.pick === undefined ? await findOnPages(section, ids, options) : await section.pick(ids, options);
    const found = picked?.findLast(({ id }) => ids.includes(id));
    if (found !== undefined) {
      return found;
    }
    cut ??= picked === undefined ? section : undefined;
  }
  if (cut !== undefined) {
    throw new AskFailure(
      `It is not on the first ${MOST_PAGES} pages of ${cut.noun}, and there are more: find with {"in": …} goes through them.`,
    );
  }
  return undefined;
}

/** The page that has one of some ids, or the last; undefined when there are more pages than are read. */
async function findOnPages(
  section: Section,
  ids: readonly string[],
  options: CallOptions,
): Promise<readonly Entry[] | undefined> {
  const known = new Set<string>();
  let cursor: string | undefined;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const page = newOn(await section.load(cursor, options), known, ({ id }) => id);
    if (page.next === undefined || page.items.some(({ id }) => ids.includes(id))) {
      return page.items;
    }
    cursor = page.next;
  }
  return undefined;
}
