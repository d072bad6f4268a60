import { entryId } from "../../shared/entryId";
import { isKnownType } from "./artifactTypes";
import type { ArtifactEntry, GroupEntry, SearchEntry } from "./entries";
import type { Artifact } from "../wire/model";
import type { ArtifactKey } from "../wire/operations";
import { artifactEntry, groupEntry } from "./rows";
import type { ArtifactPlace } from "./rows";

/**
 * The rows of one listing, page by page. An id is shown where the name was seen before, on this page or on one before it:
 * names are not sorted, so that what comes later is not known, and a row that stands there does not change.
 */
export class ArtifactRows {
  readonly #parent: GroupEntry | SearchEntry;
  readonly #idsByName = new Map<string, Set<string>>();

  constructor(parent: GroupEntry | SearchEntry) {
    this.#parent = parent;
  }

  add(artifacts: readonly Artifact[]): readonly ArtifactEntry[] {
    for (const artifact of artifacts) {
      const ids = this.#idsByName.get(nameKey(artifact)) ?? new Set();
      this.#idsByName.set(nameKey(artifact), ids.add(artifact.id));
    }
    return artifacts.map((artifact) => artifactEntry(this.#place(artifact), artifact));
  }

  #place(artifact: Artifact): ArtifactPlace {
    const isShared = (this.#idsByName.get(nameKey(artifact))?.size ?? 0) > 1;
    const types = this.#parent.kind === "search" ? [artifact.type] : [];
    const ids = isShared ? [artifact.id] : [];
    return { id: artifactRowId(this.#parent, artifact), detail: [...types, ...ids] };
  }
}

/** Types are mixed among what was found, so that they are part of the ids there. */
function artifactRowId(parent: GroupEntry | SearchEntry, { type, id }: ArtifactKey): string {
  return parent.kind === "search" ? entryId(parent.id, type, id) : entryId(parent.id, id);
}

/** The ids of the rows down to an artifact in its group; undefined for a type that has none. */
export function artifactRowIds(scope: string, key: ArtifactKey): readonly string[] | undefined {
  if (!isKnownType(key.type)) {
    return undefined;
  }
  const group = groupEntry(scope, key.type);
  return [group.id, artifactRowId(group, key)];
}

function nameKey({ type, name }: Artifact): string {
  return `${type}/${name}`;
}
