import type { FilterSuggestions } from "../../contract/entryFilter";
import { greatestOf, leastOf } from "../../../text/extremes";
import type { Run } from "../wire/model";

/** Runs whose values are suggested, by listing; the latest listed ones. */
const MOST_RUNS = 500;
const MOST_VALUES = 50;

interface Pair {
  readonly key: string;
  readonly value?: string | number;
}

type Field = "metric" | "param" | "tag";

/** The runs that were listed: the service has no list of values. */
export class SeenRuns {
  readonly #runs = new Map<string, Map<string, Run>>();

  note(listingId: string, runs: readonly Run[]): void {
    const seen = this.#runs.get(listingId) ?? new Map<string, Run>();
    this.#runs.set(listingId, seen);
    for (const run of runs) {
      seen.delete(run.id);
      seen.set(run.id, run);
    }
    for (const oldest of seen.keys()) {
      if (seen.size <= MOST_RUNS) {
        return;
      }
      seen.delete(oldest);
    }
  }

  /** The keys that listed runs have, the commonest first. */
  keys(listingId: string, field: Field): readonly string[] {
    const counts = new Map<string, number>();
    for (const { key } of this.#pairs(listingId, field)) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return [...counts].sort(([, a], [, b]) => b - a).map(([key]) => key);
  }

  values(listingId: string, field: Field, key: string): FilterSuggestions {
    const found = this.#pairs(listingId, field).filter((pair) => pair.key === key);
    if (field === "metric") {
      const numbers = found.flatMap(({ value }) => (typeof value === "number" && Number.isFinite(value) ? value : []));
      const range = { min: leastOf(numbers), max: greatestOf(numbers) };
      return { choices: [], ...(numbers.length === 0 ? {} : { range }) };
    }
    const texts = [...new Set(found.map(({ value }) => String(value)))].slice(0, MOST_VALUES);
    return { choices: texts.map((value) => ({ value, label: value })) };
  }

  #pairs(listingId: string, field: Field): readonly Pair[] {
    return [...(this.#runs.get(listingId)?.values() ?? [])].flatMap((run): readonly Pair[] => run[`${field}s`]);
  }
}
