import type { Entry } from "../../sources/contract/entry";
import type { FilterValues } from "../../sources/contract/entryFilter";
import type { ArtifactSource, Section } from "../../sources/contract/source";
import { defined } from "../../text/defined";

interface Narrowing {
  /** No filter when absent: the user's own is not the agent's. */
  readonly values?: FilterValues;
  /** The usual order when absent. */
  readonly sort?: string | undefined;
}

/**
 * The listings below an entry, or of the top, with an agent's filter and order. A section holds on to those that it was made with, so
 * that the user's are back before anything else runs. @throws ApiError for a value that a filter does not take.
 */
export function narrowedSections(
  source: ArtifactSource,
  parent: Entry | undefined,
  { values = {}, sort }: Narrowing = {},
): readonly Section[] {
  const own = choiceOf(source, parent);
  try {
    choose(source, parent, { values, sort: sort ?? source.sort?.choices(parent)[0]?.id });
    return source.sections(parent);
  } finally {
    choose(source, parent, own);
  }
}

function choiceOf({ filter, sort }: ArtifactSource, parent: Entry | undefined): Narrowing {
  return defined({ values: filter?.values(parent), sort: sort?.current(parent) });
}

/** Leaves out what a listing has no choice of. */
function choose({ filter, sort: order }: ArtifactSource, parent: Entry | undefined, { values, sort }: Narrowing): void {
  if (filter !== undefined && values !== undefined && filter.fields(parent).length > 0) {
    filter.set(parent, values);
  }
  if (order !== undefined && sort !== undefined && order.choices(parent).length > 0) {
    order.set(parent, sort);
  }
}
