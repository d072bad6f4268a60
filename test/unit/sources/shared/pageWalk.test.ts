import assert from "node:assert/strict";
import type { ListPage } from "../../../../src/sources/contract/listPage";
import { endedWithoutSign, MOST_PAGES, walkPages } from "../../../../src/sources/shared/pageWalk";
import { unaborted } from "../../../support/connectedSample";

describe("A walk through all pages", () => {
  let asked: number;
  beforeEach(() => (asked = 0));

  /** Pages by their number, each of which says that there is another one. */
  const walk = (itemsOf: (page: number) => readonly string[]) => {
    const load = (): Promise<ListPage<string>> => {
      asked += 1;
      return Promise.resolve({ items: itemsOf(asked), next: `token-${asked}` });
    };
    return walkPages(load, String, unaborted());
  };

  it("ends at the page that says so", async () => {
    const load = (cursor?: string): Promise<ListPage<string>> =>
      Promise.resolve(cursor === undefined ? { items: ["a"], next: "1" } : { items: ["b"] });
    assert.deepEqual(await walkPages(load, String, unaborted()), { items: ["a", "b"] });
  });

  it("ends at an empty page with ever new tokens, and says that there may be more", async () => {
    assert.deepEqual(await walk((page) => (page === 1 ? ["a"] : [])), { items: ["a"], mayHaveMore: true });
    assert.equal(asked, 2);
  });

  it("ends at a page that repeats what came, and says so", async () => {
    assert.deepEqual(await walk((page) => [["b"], ["a"]][page % 2]!), { items: ["a", "b"], mayHaveMore: true });
    assert.equal(asked, 3);
  });

  it("ends at its cap, and says so", async () => {
    const { items, mayHaveMore } = await walk((page) => [String(page)]);
    assert.deepEqual([items.length, mayHaveMore, asked], [MOST_PAGES, true, MOST_PAGES]);
  });

  it("takes a page of 200,000 items", async () => {
    const items = Array.from({ length: 200_000 }, (_, index) => String(index));
    assert.equal((await walkPages(() => Promise.resolve({ items }), String, unaborted())).items.length, 200_000);
  });

  it("goes on behind a page of which nothing could be read, and counts what it left out", async () => {
    const unread = { count: 2, reasons: ["no id"] };
    const pages = [
      { items: [], unread, next: "1" },
      { items: ["a"], unread: { count: 1, reasons: ["not an object"] } },
    ];
    const page = await walkPages((cursor) => Promise.resolve(pages[Number(cursor ?? 0)]!), String, unaborted());
    assert.deepEqual(page, { items: ["a"], unread: { count: 3, reasons: ["no id", "not an object"] } });
  });

  it("doubts a full page without any sign alone", () => {
    assert.deepEqual(endedWithoutSign({ items: ["a"] }, 2), { items: ["a"] });
    assert.deepEqual(endedWithoutSign({ items: ["a", "b"] }, 2), { items: ["a", "b"], mayHaveMore: true });
  });
});
