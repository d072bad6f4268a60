import { entryId, namesOfId } from "../../shared/entryId";
import { RANKING, RANKING_NAMES } from "../../metrics/rankings";

/** `…/project/1/run/2` → `["project", "1", "run", "2"]`. A run in a ranking is one of its project. */
export function placeOfRow(scope: string, rowId: string): readonly string[] {
  const names = namesOfId(rowId.slice(scope.length + 1));
  const [first, projectId = ""] = names;
  return first === RANKING ? ["project", projectId, ...names.slice(RANKING_NAMES)] : names;
}

/** `["project", "1", "run", "2", "run", "3"]` → the ids of the rows of the project, the run and the child run. */
export function rowIdsAlong(scope: string, place: readonly string[]): readonly string[] {
  const lengths = Array.from({ length: Math.floor(place.length / 2) }, (_, index) => 2 * (index + 1));
  return lengths.map((length) => entryId(scope, ...place.slice(0, length)));
}
