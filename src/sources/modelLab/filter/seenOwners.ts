import type { FilterChoice } from "../../contract/entryFilter";
import type { ListingChoices } from "../../contract/listingChoices";
import { MINE } from "./filterFields";

const MOST_NAMES = 2;

interface Owned {
  readonly name: string;
  readonly ownerId?: string;
}

/** The owners on the rows that were listed. The API has no list of people, and no "me". */
export class SeenOwners {
  /** Names of what each owns, by owner, by listing. */
  readonly #seen = new Map<string, Map<string, Set<string>>>();

  note(listingId: string, rows: readonly Owned[]): void {
    const owners = this.#seen.get(listingId) ?? new Map<string, Set<string>>();
    this.#seen.set(listingId, owners);
    for (const { name, ownerId } of rows) {
      if (ownerId !== undefined) {
        const names = owners.get(ownerId) ?? new Set();
        owners.set(ownerId, names.size < MOST_NAMES ? names.add(name) : names);
      }
    }
  }

  /** The user first, when it is known who that is. */
  choices(
    listingId: string,
    { self, ownerNames }: Pick<ListingChoices, "self" | "ownerNames">,
  ): readonly FilterChoice[] {
    const others = [...(this.#seen.get(listingId) ?? [])].filter(([id]) => id !== self);
    const mine =
      self === undefined
        ? []
        : [{ value: MINE, label: "Mine", description: ownerNames.get(self) ?? self, icon: "account" }];
    return [
      ...mine,
      ...others.map(([id, names]) => {
        const label = ownerNames.get(id) ?? id;
        const owns = `owns ${[...names].join(", ")}`;
        return { value: id, label, description: label === id ? owns : `${owns} · ${id}` };
      }),
    ];
  }
}
