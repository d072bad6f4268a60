import type { ArtifactTree } from "./artifactTree";
import type { EntryRow, MoreRow, Row } from "./row";
import type { CallOptions } from "../../sources/contract/entry";

/**
 * The row with the last of some ids that lead from the top down; a listing may fold several steps into one row. What is not
 * on a page that is loaded is asked for alone; where a service can't be, pages are loaded as far as needed. Undefined when
 * a listing ends before the next of them. @throws ApiError when a row or a listing could not be asked for.
 */
export async function findRow(
  tree: ArtifactTree,
  ids: readonly string[],
  options: CallOptions,
): Promise<EntryRow | undefined> {
  let found: EntryRow | undefined;
  for (let step = 0; step < ids.length;) {
    found = await findBelow(tree, found, ids.slice(step), options);
    if (found === undefined) {
      return undefined;
    }
    step = ids.indexOf(found.id) + 1;
  }
  return found;
}

async function findBelow(
  tree: ArtifactTree,
  parent: EntryRow | undefined,
  ids: readonly string[],
  options: CallOptions,
): Promise<EntryRow | undefined> {
  const [next = ""] = ids;
  const listed = deepestIn(await tree.children(parent), ids);
  const picked = listed ?? (options.signal.aborted ? undefined : await tree.pick(parent, next, options));
  return picked ?? (await findOnPages(tree, parent, ids, options));
}

async function findOnPages(
  tree: ArtifactTree,
  parent: EntryRow | undefined,
  ids: readonly string[],
  { signal }: CallOptions,
): Promise<EntryRow | undefined> {
  for (;;) {
    const rows = await tree.children(parent);
    const found = deepestIn(rows, ids);
    // Listings that give rows by their ids were asked before: their pages would be loaded in vain.
    const more = rows.find((row): row is MoreRow => row.kind === "more" && !tree.canPick(row));
    if (found !== undefined || signal.aborted) {
      return found;
    }
    if (more === undefined) {
      throwFailure(rows);
      return undefined;
    }
    await tree.loadMore(more);
  }
}

/** A row of a listing that failed is not known to be absent. */
function throwFailure(rows: readonly Row[]): void {
  const failure = rows.find((row) => row.kind === "failure");
  if (failure !== undefined) {
    throw failure.error;
  }
}

function deepestIn(rows: readonly Row[], ids: readonly string[]): EntryRow | undefined {
  return rows.findLast((row): row is EntryRow => row.kind === "entry" && ids.includes(row.id));
}
