import type { FilterValues } from "./entryFilter";
import { isLoose, toOptionalText, toTexts } from "../../text/looseValues";
import { defined } from "../../text/defined";

/** The choices for the listing below a row: its filter, its order, and the metric that its rows show. */
export interface ListingChoice {
  readonly values?: FilterValues;
  readonly sort?: string;
  readonly metric?: string;
}

/** Stored for a site between windows. */
interface KeptChoices {
  /** By the rows' ids; the top's is empty. */
  readonly rows: Readonly<Record<string, ListingChoice>>;
  /** The owner that the user is. */
  readonly self?: string;
  /** Names that the user gave to owners, by their ids. */
  readonly ownerNames?: Readonly<Record<string, string>>;
  /** Ids of rows that the user put on top of all others, the latest last. */
  readonly onTop?: readonly string[];
}

/** Rows whose choices are kept; the oldest go first. */
const MOST_ROWS = 500;
const MOST_ON_TOP = 200;

/** The choices that a user made of a source's listings: in memory, as plain data that the host stores. */
export class ListingChoices {
  readonly #rows = new Map<string, ListingChoice>();
  self: string | undefined;
  #ownerNames: ReadonlyMap<string, string> = new Map();
  #onTop: readonly string[] = [];
  /** Told when other rows than before are on top. */
  onDidChangeTop: (() => void) | undefined;

  /** Ids of rows, the latest last. */
  get onTop(): readonly string[] {
    return this.#onTop;
  }

  set onTop(ids: readonly string[]) {
    this.#onTop = ids.slice(-MOST_ON_TOP);
  }

  /** Of rows that were seen, some of which are on top. What is known of others stays. */
  noteTop(seen: ReadonlySet<string>, onTop: ReadonlySet<string>): void {
    const before = this.#onTop;
    this.onTop = [...new Set([...before.filter((id) => !seen.has(id) || onTop.has(id)), ...onTop])];
    if (this.#onTop.join("\n") !== before.join("\n")) {
      this.onDidChangeTop?.();
    }
  }

  /** By the owners' ids. */
  get ownerNames(): ReadonlyMap<string, string> {
    return this.#ownerNames;
  }

  /** Undefined takes a name away. */
  nameOwner(ownerId: string, name: string | undefined): void {
    const others = [...this.#ownerNames].filter(([id]) => id !== ownerId);
    this.#ownerNames = new Map(name === undefined ? others : [...others, [ownerId, name] as const]);
  }

  of(id: string): ListingChoice {
    return this.#rows.get(id) ?? {};
  }

  /** Ids of rows with values of a filter, the latest last. */
  get filteredIds(): readonly string[] {
    return [...this.#rows].flatMap(([id, { values }]) => (values === undefined ? [] : [id]));
  }

  setValues(id: string, values: FilterValues): void {
    this.#change(id, { values: Object.keys(values).length === 0 ? undefined : values });
  }

  setSort(id: string, sort: string | undefined): void {
    this.#change(id, { sort });
  }

  setMetric(id: string, metric: string | undefined): void {
    this.#change(id, { metric });
  }

  /** Takes the place of what was chosen for a row before. */
  set(id: string, choice: ListingChoice): void {
    this.#keep(id, choice);
  }

  get kept(): KeptChoices {
    return {
      rows: Object.fromEntries(this.#rows),
      ...defined({ self: this.self }),
      ...(this.#ownerNames.size === 0 ? {} : { ownerNames: Object.fromEntries(this.#ownerNames) }),
      ...(this.#onTop.length === 0 ? {} : { onTop: this.#onTop }),
    };
  }

  /** Takes what was kept, as far as it has the shape. What a field no longer takes is left out when it is read. */
  restore(kept: unknown): void {
    if (!isLoose(kept)) {
      return;
    }
    this.self = toOptionalText(kept["self"]);
    this.onTop = toTexts(kept["onTop"]);
    for (const [id, name] of Object.entries(isLoose(kept["ownerNames"]) ? kept["ownerNames"] : {})) {
      this.nameOwner(id, toOptionalText(name));
    }
    for (const [id, choice] of Object.entries(isLoose(kept["rows"]) ? kept["rows"] : {})) {
      if (isLoose(choice)) {
        this.setValues(id, toFilterValues(choice["values"]));
        this.setSort(id, toOptionalText(choice["sort"]));
        this.setMetric(id, toOptionalText(choice["metric"]));
      }
    }
  }

  /** An undefined field takes what was chosen back. */
  #change(id: string, change: { readonly [K in keyof ListingChoice]: ListingChoice[K] | undefined }): void {
    this.#keep(id, defined({ ...this.of(id), ...change }));
  }

  #keep(id: string, choice: ListingChoice): void {
    this.#rows.delete(id);
    if (Object.keys(choice).length > 0) {
      this.#rows.set(id, choice);
    }
    for (const oldest of this.#rows.keys()) {
      if (this.#rows.size <= MOST_ROWS) {
        return;
      }
      this.#rows.delete(oldest);
    }
  }
}

/** Values as they were kept; without what has not the shape. */
export function toFilterValues(kept: unknown): FilterValues {
  const lists = Object.entries(isLoose(kept) ? kept : {}).map(([id, list]) => [id, toTexts(list)] as const);
  return Object.fromEntries(lists.filter(([, list]) => list.length > 0));
}
