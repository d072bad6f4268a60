import assert from "node:assert/strict";
import type { ListPage, LoadPage } from "../../../../src/sources/contract/listPage";
import { pickedPages } from "../../../../src/sources/filter/pickedPages";
import { leadingPages, mergedPages } from "../../../../src/sources/modelLab/mergedPages";
import { unaborted } from "../../../support/connectedSample";

/** A list of numbers, some a page. */
function list(numbers: readonly number[], size: number, asked: string[] = []): LoadPage<number> {
  return (cursor) => {
    asked.push(cursor ?? "first");
    const start = Number(cursor ?? 0);
    const page: ListPage<number> = { items: numbers.slice(start, start + size), total: numbers.length };
    return Promise.resolve(start + size < numbers.length ? { ...page, next: String(start + size) } : page);
  };
}

async function all(load: LoadPage<number>): Promise<ListPage<number>[]> {
  const pages: ListPage<number>[] = [];
  do {
    pages.push(await load(pages.at(-1)?.next, unaborted()));
  } while (pages.at(-1)?.next !== undefined);
  return pages;
}

const items = (pages: readonly ListPage<number>[]) => pages.flatMap((page) => page.items);
const OPTIONS = { compare: (a: number, b: number) => b - a, idOf: String, pageSize: 3, mayRepeat: false };

describe("mergedPages", () => {
  it("ends a list whose pages are empty or repeat with ever new cursors, and says that there may be more", async () => {
    let asked = 0;
    const endless =
      (numbers: readonly number[]): LoadPage<number> =>
      () =>
        Promise.resolve({ items: numbers, next: String(++asked) });
    const [page] = await all(mergedPages([endless([]), endless([8]), list([9, 7], 2)], OPTIONS));
    assert.deepEqual(page?.items, [9, 8, 7]);
    const last = await mergedPages([endless([]), endless([8])], OPTIONS)(undefined, unaborted());
    assert.deepEqual(last, { items: [8], total: 1, mayHaveMore: true });
    assert.equal(asked, 6);
  });

  it("counts what of each list could not be read, once, and keeps the order behind a page of nothing else", async () => {
    const unread = { count: 2, reasons: ["no id"] };
    const odd: LoadPage<number> = (cursor) =>
      Promise.resolve(cursor === undefined ? { items: [], unread, next: "1" } : { items: [9, 2], unread });
    const pages = await all(mergedPages([odd, list([8, 7, 6], 2)], OPTIONS));
    assert.deepEqual(
      pages.map((page) => [page.items, page.unread]),
      [
        [[9, 8, 7], { count: 4, reasons: ["no id"] }],
        [[6, 2], undefined],
      ],
    );
    const [picked] = await all(pickedPages(odd, (item) => item > 5));
    assert.deepEqual([picked?.looked, picked?.unread], [2, unread]);
    assert.deepEqual((await all(leadingPages(odd, (item) => item > 5)))[1]?.unread, unread);
  });

  it("puts lists together in their order, a page at a time", async () => {
    const pages = await all(mergedPages([list([9, 5, 4, 1], 2), list([8, 7, 6], 2), list([], 2)], OPTIONS));
    assert.deepEqual(
      pages.map((page) => page.items),
      [[9, 8, 7], [6, 5, 4], [1]],
    );
    assert.deepEqual(
      pages.map(({ total }) => total),
      [7, 7, 7],
    );
  });

  it("asks each list only for the pages that it needs", async () => {
    const asked: string[][] = [[], []];
    const load = mergedPages([list([9, 8, 7, 6], 2, asked[0]), list([1, 0], 1, asked[1])], OPTIONS);
    await load(undefined, unaborted());
    assert.deepEqual(asked, [["first", "2"], ["first"]]);
  });

  it("shows what is in two lists once", async () => {
    const pages = await all(mergedPages([list([9, 5, 3, 1], 2), list([9, 5], 2)], { ...OPTIONS, mayRepeat: true }));
    assert.deepEqual(items(pages), [9, 5, 3, 1]);
    assert.deepEqual(
      pages.map(({ total }) => total),
      [undefined, 4],
    );
  });

  it("starts again with the first page, and asks again for a page that failed", async () => {
    let fails = false;
    const sound = list([9, 7, 5, 3], 2);
    const load = mergedPages(
      [(cursor, options) => (fails ? Promise.reject(new Error("no")) : sound(cursor, options)), list([8], 2)],
      OPTIONS,
    );
    const first = await load(undefined, unaborted());
    fails = true;
    await assert.rejects(async () => load(first.next, unaborted()));
    fails = false;
    assert.deepEqual((await load(first.next, unaborted())).items, [5, 3]);
    assert.deepEqual((await load(undefined, unaborted())).items, first.items);
  });
});

describe("pickedPages", () => {
  it("says how many it looked at", async () => {
    const pages = await all(pickedPages(list([1, 2, 3, 4, 5], 2), (number) => number % 2 === 0));
    assert.deepEqual(items(pages), [2, 4]);
    assert.deepEqual(
      pages.map(({ looked, total }) => [looked, total]),
      [
        [2, 5],
        [2, 5],
        [1, 5],
      ],
    );
  });
});

describe("leadingPages", () => {
  it("ends with the first that is not wanted, and then knows how many there are", async () => {
    const asked: string[] = [];
    const pages = await all(leadingPages(list([1, 2, 3, 9, 4, 5], 2, asked), (number) => number < 9));
    assert.deepEqual(items(pages), [1, 2, 3]);
    assert.deepEqual(
      pages.map(({ total }) => total),
      [undefined, 3],
    );
    assert.deepEqual(asked, ["first", "2"]);
  });
});
