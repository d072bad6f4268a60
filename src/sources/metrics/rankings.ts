import { formatCount } from "../../text/formatNumbers";
import type { CallOptions, Entry, EntryDetails, Fact } from "../contract/entry";
import type { BestOptions, BestQuery, BestRuns } from "../contract/runMetrics";
import type { Section } from "../contract/source";
import type { PagedList } from "../shared/aheadPages";
import { entryId } from "../shared/entryId";
import type { Ranking } from "./rankItems";
import { rankItems } from "./rankItems";

/** Rankings that stand at a time: the oldest go first. */
const MOST_RANKINGS = 5;

/** How many names the id of a ranking's row has behind the scope. */
export const RANKING_NAMES = 5;
/** The first of them. */
export const RANKING = "ranking";

/** The best runs below another row, by a metric. */
export interface RankingEntry<P extends Entry = Entry> extends Entry {
  readonly kind: "ranking";
  /** The row whose runs were gone through. */
  readonly place: P;
  readonly query: BestQuery;
}

/** All runs below a row. */
export interface RankedList<T> extends PagedList<T> {
  /** The filter that holds for them, in words; empty without one. */
  readonly words: string;
}

interface RankingsOptions<P extends Entry, T, E extends Entry> {
  /** The start of every id. */
  readonly scope: string;
  /** The service's id of a row whose runs are ranked. */
  readonly placeId: (place: P) => string;
  /** The runs as the row's filter has them now, with the runs below runs. */
  readonly listOf: (place: P) => RankedList<T>;
  /** The latest value of a metric. */
  readonly valueOf: (run: T, metric: string) => number | undefined;
  readonly idOf: (run: T) => string;
  readonly rowOf: (ranking: RankingEntry<P>, run: T) => E;
}

interface Kept<P extends Entry, T> {
  readonly entry: RankingEntry<P>;
  readonly list: RankedList<T>;
  ranking: Ranking<T>;
  /** True until the rows below were listed: what was just gone through need not be asked for again. */
  isFresh: boolean;
}

/** The rankings that a source shows: what was asked, and the best runs as they were found last. */
export class Rankings<P extends Entry, T, E extends Entry> implements BestRuns<P | RankingEntry<P>> {
  readonly #options: RankingsOptions<P, T, E>;
  #kept: readonly Kept<P, T>[] = [];
  #count = 0;

  constructor(options: RankingsOptions<P, T, E>) {
    this.#options = options;
  }

  /** The listings of the rankings' own rows, the latest first. They need no request. */
  get sections(): readonly Section<RankingEntry<P>>[] {
    return this.#kept.map(({ entry }) => ({
      id: entry.id,
      noun: "best runs",
      load: () => Promise.resolve({ items: [entry] }),
    }));
  }

  async find(place: P | RankingEntry<P>, query: BestQuery, options: BestOptions): Promise<readonly string[]> {
    if (isRanking(place)) {
      return [];
    }
    const list = this.#options.listOf(place);
    const ranking = await this.#rank(list, query, options);
    const entry = this.#entryOf(place, query, list.words);
    const others = this.#kept.filter((kept) => !isSameQuestion(kept.entry, entry));
    this.#kept = [{ entry, list, ranking, isFresh: true }, ...others].slice(0, MOST_RANKINGS);
    const [best] = ranking.best;
    return [entry.id, ...(best === undefined ? [] : [this.#options.rowOf(entry, best).id])];
  }

  questionOf(ranking: P | RankingEntry<P>): { readonly entry: P; readonly query: BestQuery } | undefined {
    return isRanking(ranking) ? { entry: ranking.place, query: ranking.query } : undefined;
  }

  clear({ id }: P | RankingEntry<P>): void {
    this.#kept = this.#kept.filter(({ entry }) => entry.id !== id);
  }

  /** The best runs. Listed again, all runs are gone through again. */
  results({ id, query: { metric } }: RankingEntry<P>): Section<E> {
    return {
      id: "best",
      noun: "best runs",
      emptyText: `No run has a value of ${metric}`,
      load: async (_, options) => {
        const kept = this.#kept.find(({ entry }) => entry.id === id);
        if (kept === undefined) {
          return { items: [] };
        }
        await this.#renew(kept, options);
        const { best, unread, mayHaveMore } = kept.ranking;
        const items = best.map((run) => this.#options.rowOf(kept.entry, run));
        return { items, ...(unread && { unread }), ...(mayHaveMore && { mayHaveMore }) };
      },
    };
  }

  /** For the tooltip of a ranking's row. */
  details({ id, query, place }: RankingEntry<P>): EntryDetails {
    const kept = this.#kept.find(({ entry }) => entry.id === id);
    const facts: Fact[] = kept === undefined ? [] : countFacts(kept.ranking);
    const filter = kept?.list.words ?? "";
    const all = [...facts, ...(filter === "" ? [] : [{ label: "Filter", text: filter }])];
    const description = `The runs of ${place.name} with the ${query.direction === "lower" ? "lowest" : "highest"} latest ${query.metric}.`;
    return { description, facts: all, tables: [] };
  }

  async #renew(kept: Kept<P, T>, options: CallOptions): Promise<void> {
    kept.ranking = kept.isFresh ? kept.ranking : await this.#rank(kept.list, kept.entry.query, options);
    kept.isFresh = false;
  }

  #rank(list: RankedList<T>, { metric, direction }: BestQuery, options: BestOptions): Promise<Ranking<T>> {
    const { valueOf, idOf } = this.#options;
    return rankItems(list, { direction, valueOf: (run) => valueOf(run, metric), idOf }, options);
  }

  /** Asked again, it is another row, so that nothing of the answer before stays. */
  #entryOf(place: P, query: BestQuery, words: string): RankingEntry<P> {
    const { scope, placeId } = this.#options;
    const { metric, direction } = query;
    const number = String(++this.#count);
    return {
      kind: "ranking",
      id: entryId(scope, RANKING, placeId(place), metric, direction, number),
      name: `Best ${metric}`,
      detail: [`${direction === "lower" ? "lowest" : "highest"} first`, place.name, ...(words === "" ? [] : [words])],
      icon: { codicon: "list-ordered" },
      spoken: "ranking of runs",
      isExpandable: true,
      isOpenAtFirst: true,
      abilities: ["refresh", "ranking"],
      place,
      query,
    };
  }
}

function isRanking<P extends Entry>(entry: P | RankingEntry<P>): entry is RankingEntry<P> {
  return entry.kind === "ranking";
}

/** Turned around it is the same question, answered otherwise. */
function isSameQuestion(one: RankingEntry, other: RankingEntry): boolean {
  return one.place.id === other.place.id && one.query.metric === other.query.metric;
}

function countFacts<T>({ looked, ranked, odd, mayHaveMore }: Ranking<T>): Fact[] {
  const without = looked - ranked - odd;
  return [
    { label: "Runs", text: `${formatCount(looked)}${mayHaveMore ? ", and there may be more" : ""}` },
    { label: "With a value", text: formatCount(ranked) },
    ...(odd === 0 ? [] : [{ label: "NaN or infinite", text: formatCount(odd) }]),
    ...(without === 0 ? [] : [{ label: "Without one", text: formatCount(without) }]),
  ];
}
