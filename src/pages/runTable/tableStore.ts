import type { ColumnSet, TableLayout } from "../../runTable/tableLayout";
import { readColumnSets, readLayout } from "../../runTable/tableLayout";
import { isLoose } from "../../text/looseValues";
import type { TableAddress } from "../../web/runTable/messages";

/** The part of VS Code's `Memento` that is used. */
interface TableMemento {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const LAYOUTS = "mlArtifacts.runTables";
const SETS = "mlArtifacts.columnSets";
/** Layouts that are kept; the oldest go first. */
const MOST_LAYOUTS = 200;

/** How tables are set up, by what they show; and sets of columns by their names. */
export class TableStore {
  readonly #memory: TableMemento;

  constructor(memory: TableMemento) {
    this.#memory = memory;
  }

  layout(address: TableAddress): TableLayout {
    return readLayout(this.#layouts[tableKey(address)]);
  }

  async keepLayout(address: TableAddress, layout: TableLayout): Promise<void> {
    const key = tableKey(address);
    const others = Object.entries(this.#layouts).filter(([other]) => other !== key);
    await this.#memory.update(LAYOUTS, Object.fromEntries([...others, [key, layout]].slice(-MOST_LAYOUTS)));
  }

  /** By name. */
  get sets(): readonly ColumnSet[] {
    return readColumnSets(this.#memory.get(SETS));
  }

  /** Takes the place of the set with its name. */
  async keepSet(set: ColumnSet): Promise<void> {
    const others = this.sets.filter(({ name }) => name !== set.name);
    await this.#memory.update(
      SETS,
      [...others, set].sort((a, b) => a.name.localeCompare(b.name, "en")),
    );
  }

  async removeSet(name: string): Promise<void> {
    await this.#memory.update(
      SETS,
      this.sets.filter((set) => set.name !== name),
    );
  }

  get #layouts(): Readonly<Record<string, unknown>> {
    const kept = this.#memory.get(LAYOUTS);
    return isLoose(kept) ? kept : {};
  }
}

/** Equal for all tables of one entry. */
export function tableKey({ systemId, site, rowIds }: TableAddress): string {
  return JSON.stringify([systemId, site, rowIds.at(-1)]);
}
