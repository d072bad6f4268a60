import type { Memento } from "vscode";
import type { FilterValues } from "../sources/contract/entryFilter";
import type { ListingChoice } from "../sources/contract/listingChoices";
import { ListingChoices, toFilterValues } from "../sources/contract/listingChoices";
import { isLoose, toList, toText } from "../text/looseValues";

export interface SavedFilter {
  readonly name: string;
  readonly values: FilterValues;
}

const CHOICES = "mlArtifacts.listingChoices";
const SAVED = "mlArtifacts.savedFilters";

/** Filters and orders between windows: those that are on, by site, and those saved under a name, by site and row. */
export class FilterStore {
  readonly #memory: Memento;

  constructor(memory: Memento) {
    this.#memory = memory;
  }

  /** Unchecked: as an earlier version may have kept it. */
  choices(site: string): unknown {
    return this.#memory.get(`${CHOICES}:${site}`);
  }

  /** Gives a source the choices that were kept for its site, and keeps which of its rows are on top from then on. */
  restore(site: string, choices: ListingChoices): void {
    choices.restore(this.choices(site));
    choices.onDidChangeTop = () => void this.keepTop(site, choices.onTop);
  }

  /** Keeps what was chosen for one row. What another window keeps of others stays. */
  async keepChoice(site: string, rowId: string, choice: ListingChoice): Promise<void> {
    await this.#change(site, (choices) => choices.set(rowId, choice));
  }

  /** Keeps who the user is on a site; with undefined, nothing of it. */
  async keepSelf(site: string, self: string | undefined): Promise<void> {
    if (self !== this.#choices(site).self) {
      await this.#change(site, (choices) => (choices.self = self));
    }
  }

  /** Keeps the name that the user gave to an owner on a site; with undefined, nothing of it. */
  async keepOwnerName(site: string, ownerId: string, name: string | undefined): Promise<void> {
    await this.#change(site, (choices) => choices.nameOwner(ownerId, name));
  }

  /** Keeps which rows are on top on a site. */
  async keepTop(site: string, rowIds: readonly string[]): Promise<void> {
    await this.#change(site, (choices) => (choices.onTop = rowIds));
  }

  /** By name. */
  saved(site: string, rowId: string): readonly SavedFilter[] {
    return toList(this.#memory.get(savedKey(site, rowId))).flatMap((kept) => {
      const name = isLoose(kept) ? toText(kept["name"]) : "";
      return isLoose(kept) && name !== "" ? [{ name, values: toFilterValues(kept["values"]) }] : [];
    });
  }

  /** Takes the place of the one with the same name. */
  async save(site: string, rowId: string, filter: SavedFilter): Promise<void> {
    const others = this.saved(site, rowId).filter(({ name }) => name !== filter.name);
    const all = [...others, filter].sort((a, b) => a.name.localeCompare(b.name, "en"));
    await this.#memory.update(savedKey(site, rowId), all);
  }

  async remove(site: string, rowId: string, name: string): Promise<void> {
    const left = this.saved(site, rowId).filter((filter) => filter.name !== name);
    await this.#memory.update(savedKey(site, rowId), left.length === 0 ? undefined : left);
  }

  #choices(site: string): ListingChoices {
    const choices = new ListingChoices();
    choices.restore(this.choices(site));
    return choices;
  }

  async #change(site: string, change: (choices: ListingChoices) => unknown): Promise<void> {
    const choices = this.#choices(site);
    change(choices);
    const { kept } = choices;
    const isEmpty = Object.keys(kept).length === 1 && Object.keys(kept.rows).length === 0;
    await this.#memory.update(`${CHOICES}:${site}`, isEmpty ? undefined : kept);
  }
}

function savedKey(site: string, rowId: string): string {
  return `${SAVED}:${site}:${rowId}`;
}
