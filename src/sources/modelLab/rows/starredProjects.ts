import type { ListingChoices } from "../../contract/listingChoices";
import type { Project } from "../wire/model";
import { projectRowId } from "./rows";

/** The starred projects that were seen. The API lists them at their places among all projects, and nowhere else. */
export class StarredProjects {
  readonly #choices: ListingChoices;
  readonly #scope: string;

  constructor(choices: ListingChoices, scope: string) {
    this.#choices = choices;
    this.#scope = scope;
  }

  /** Their rows' ids, the latest last. */
  get rowIds(): readonly string[] {
    return this.#choices.onTop.filter((id) => id.startsWith(projectRowId(this.#scope, "")));
  }

  /** Notes projects as they are now. Of the rows that were asked for, those that have no project are gone. */
  note(projects: readonly Project[], asked: readonly string[] = []): void {
    const idOf = ({ id }: Project) => projectRowId(this.#scope, id);
    const starred = projects.filter(({ isStarred }) => isStarred);
    this.#choices.noteTop(new Set([...asked, ...projects.map(idOf)]), new Set(starred.map(idOf)));
  }
}
