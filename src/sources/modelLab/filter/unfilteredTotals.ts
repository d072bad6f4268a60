import type { FilterValues } from "../../contract/entryFilter";
import { LoadCache } from "../../shared/loadCache";
import { isOn } from "./filterQuery";
import type { CallOptions } from "../../contract/entry";

const MOST_KEPT = 500;
/** A refresh within this time does not ask again. */
const KEPT_MS = 300_000;
/** Fields that say where to look rather than what for, and so count as no filter for "12 of 1,200". */
const PLACE_FIELDS: readonly string[] = ["all"];

/** Names a listing without its filter: below a row, in the place where its filter looks. */
export function totalPlace(rowId: string, values: FilterValues): string {
  return `${rowId}?${PLACE_FIELDS.filter((id) => isOn(values, id)).join()}`;
}

export function isNarrowed(values: FilterValues): boolean {
  return Object.keys(values).some((id) => !PLACE_FIELDS.includes(id));
}

/** How many listings would have without their filters: as a listing without one said, or asked for once in a while. */
export class UnfilteredTotals {
  readonly #loads = new LoadCache<number | undefined>(MOST_KEPT, { keptMs: KEPT_MS });
  readonly #known = new Map<string, number>();
  readonly #ended = new AbortController();
  /** Told of an answer that says something new. */
  onDidChange: (() => void) | undefined;

  of(place: string): number | undefined {
    return this.#known.get(place);
  }

  note(place: string, total: number): void {
    this.#loads.put(place, total);
    this.#known.set(place, total);
  }

  /** Asks unless it was asked or noted lately. Never rejects: a failure leaves what is known, and is not kept. */
  async ask(place: string, count: (options: CallOptions) => Promise<{ readonly total?: number }>): Promise<void> {
    const load = async (options: CallOptions) => (await count(options)).total;
    try {
      const total = await this.#loads.get(place, load, { signal: this.#ended.signal });
      if (total !== undefined && total !== this.#known.get(place)) {
        this.#known.set(place, total);
        this.onDidChange?.();
      }
    } catch {
      // A number that only stands beside the filter: the listing itself says what is wrong with the service.
    }
  }

  dispose(): void {
    this.#ended.abort();
  }
}
