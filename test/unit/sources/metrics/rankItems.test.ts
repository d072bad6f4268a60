import assert from "node:assert/strict";
import { rankItems } from "../../../../src/sources/metrics/rankItems";
import type { ListPage, LoadPage } from "../../../../src/sources/contract/listPage";
import { unaborted } from "../../../support/connectedSample";

interface Item {
  readonly id: string;
  readonly value?: number;
}

const by = (direction: "lower" | "higher") => ({
  direction,
  valueOf: ({ value }: Item) => value,
  idOf: ({ id }: Item) => id,
});
const items = (...values: readonly (number | undefined)[]) =>
  values.map((value, index): Item => (value === undefined ? { id: `i${index}` } : { id: `i${index}`, value }));

/** Pages of two, which the first page lets expect. */
function paged(all: readonly Item[], asked: string[] = []): LoadPage<Item> {
  const last = Math.ceil(all.length / 2) - 1;
  return async (cursor = "0") => {
    asked.push(cursor);
    await Promise.resolve();
    const number = Number(cursor);
    const page: ListPage<Item> = { items: all.slice(2 * number, 2 * number + 2), total: all.length };
    const ahead = Array.from({ length: last - number }, (_, index) => String(number + 1 + index));
    return number < last ? { ...page, next: String(number + 1), ahead } : page;
  };
}

describe("rankItems", () => {
  it("finds the ten best of all pages, of equal ones those that are listed first", async () => {
    const all = Array.from({ length: 25 }, (_, index): Item => ({ id: `i${index}`, value: (index * 7) % 5 }));
    const sorted = all.toSorted((a, b) => a.value! - b.value!).slice(0, 10);
    const { best, looked, ranked } = await rankItems({ load: paged(all) }, by("lower"), unaborted());
    assert.deepEqual(best, sorted);
    assert.deepEqual([looked, ranked], [25, 25]);
    const highest = await rankItems({ load: paged(all) }, by("higher"), unaborted());
    assert.deepEqual(highest.best, all.toSorted((a, b) => b.value! - a.value!).slice(0, 10));
  });

  for (const direction of ["lower", "higher"] as const) {
    it(`lets no NaN, no infinity and no missing value win, where ${direction} is better`, async () => {
      const list = { load: paged(items(NaN, -Infinity, 2, undefined, Infinity, 1)) };
      const { best, ...counts } = await rankItems(list, by(direction), unaborted());
      assert.deepEqual(
        best.map(({ value }) => value),
        direction === "lower" ? [1, 2] : [2, 1],
      );
      assert.deepEqual(counts, { looked: 6, ranked: 2, odd: 3, mayHaveMore: false, unread: undefined });
    });
  }

  it("asks for the pages that the first one lets expect side by side, each once", async () => {
    const asked: string[] = [];
    const load = paged(items(...Array.from({ length: 12 }, (_, index) => index)), asked);
    let open = 0;
    let most = 0;
    const counting: LoadPage<Item> = async (cursor, options) => {
      most = Math.max(most, ++open);
      const page = await load(cursor, options);
      open--;
      return page;
    };
    const seen: (readonly [number, number | undefined])[] = [];
    const onProgress = (looked: number, total: number | undefined) => void seen.push([looked, total]);
    await rankItems({ load: counting, hasLastingCursors: true }, by("lower"), { ...unaborted(), onProgress });
    assert.deepEqual(asked, ["0", "1", "2", "3", "4", "5"]);
    assert.equal(most, 4);
    assert.deepEqual(
      seen,
      [2, 4, 6, 8, 10, 12].map((looked) => [looked, 12] as const),
    );
  });

  it("goes by what each page names, where a page is followed by another than was expected", async () => {
    const pages: Readonly<Record<string, ListPage<Item>>> = {
      first: { items: [{ id: "a", value: 3 }], next: "b", ahead: ["b", "wrong"] },
      b: { items: [{ id: "b", value: 2 }], next: "c" },
      c: {
        items: [
          { id: "c", value: 1 },
          { id: "a", value: 3 },
        ],
      },
    };
    const load: LoadPage<Item> = (cursor = "first") =>
      pages[cursor] === undefined ? Promise.reject(new Error("no such page")) : Promise.resolve(pages[cursor]);
    const { best } = await rankItems({ load, hasLastingCursors: true }, by("lower"), unaborted());
    assert.deepEqual(
      best.map(({ id }) => id),
      ["c", "b", "a"],
    );
  });

  it("ends what is under way with its signal", async () => {
    const controller = new AbortController();
    const signals: AbortSignal[] = [];
    const load: LoadPage<Item> = (cursor, { signal }) => {
      signals.push(signal);
      if (cursor === undefined) {
        return Promise.resolve({ items: items(1), next: "1", ahead: ["1", "2", "3"] });
      }
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
    };
    const ranked = rankItems({ load, hasLastingCursors: true }, by("lower"), { signal: controller.signal });
    setImmediate(() => controller.abort());
    await assert.rejects(ranked, { name: "AbortError" });
    assert.equal(signals.length, 4);
    assert.ok(signals.every(({ aborted }) => aborted));
  });
});
