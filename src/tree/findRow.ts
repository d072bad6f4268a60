import type { CallOptions } from "../sources/source";
import type { ArtifactTree } from "./artifactTree";
import type { EntryRow } from "./row";

/**
 * The row with the last of some ids that lead from the top down; opens and pages as far as needed. Undefined when a
 * listing ends, or fails, before the next of them.
 */
export async function findRow(
  tree: ArtifactTree,
  ids: readonly string[],
  options: CallOptions,
): Promise<EntryRow | undefined> {
  let found: EntryRow | undefined;
  for (const id of ids) {
    found = await findBelow(tree, found, id, options);
    if (found === undefined) {
      return undefined;
    }
  }
  return found;
}

async function findBelow(
  tree: ArtifactTree,
  parent: EntryRow | undefined,
  id: string,
  { signal }: CallOptions,
): Promise<EntryRow | undefined> {
  for (;;) {
    const rows = await tree.children(parent);
    const found = rows.find((row) => row.id === id);
    const more = rows.find((row) => row.kind === "more");
    if (found?.kind === "entry" || more === undefined || signal.aborted) {
      return found?.kind === "entry" ? found : undefined;
    }
    await tree.loadMore(more);
  }
}
