import type { ListingChoices } from "../contract/listingChoices";
import type { SourceOwners } from "../contract/owners";
import type { ModelLabEntry } from "./rows/entries";

/** The owners of projects and runs, whom the API calls by ids alone. */
export function modelLabOwners(choices: ListingChoices): SourceOwners<ModelLabEntry> {
  return {
    idOf: (entry) =>
      entry.kind === "project" ? entry.project.ownerId : entry.kind === "run" ? entry.run.ownerId : undefined,
    nameOf: (ownerId) => choices.ownerNames.get(ownerId),
    setName: (ownerId, name) => choices.nameOwner(ownerId, name),
  };
}
