import assert from "node:assert/strict";
import type { Version } from "../../../../src/sources/trueFoundry/wire/model";
import { newestFirst, nextOffset } from "../../../../src/sources/trueFoundry/versionPages";
import { BARE_VERSION, version } from "./trueFoundryFixture";

const OPTIONS = { signal: new AbortController().signal };
const versions = (numbers: readonly number[]) => numbers.map((number) => version({ id: `v${number}`, number }));
const ascending = (count: number) => versions(Array.from({ length: count }, (_, index) => index + 1));

/** Reads all pages of a service that holds these versions in this order. */
async function readAll(held: readonly Version[], { total = held.length, most = 100 } = {}) {
  const asked: string[] = [];
  const load = newestFirst(({ offset, limit }) => {
    asked.push(`${offset}+${limit}`);
    return Promise.resolve({ items: held.slice(offset, offset + Math.min(limit, most)), total });
  });
  const numbers: (number | undefined)[] = [];
  let next: string | undefined;
  do {
    const page = await load(next, OPTIONS);
    numbers.push(...page.items.map(({ number }) => number));
    next = page.next;
    assert.equal(page.total, total);
    assert.ok(asked.length < 20, "loops");
  } while (next !== undefined);
  return { numbers, asked };
}

const descendingNumbers = (count: number) => Array.from({ length: count }, (_, index) => count - index);

describe("newestFirst", () => {
  it("takes the pages as they come from a service that lists the newest first", async () => {
    const { numbers, asked } = await readAll(ascending(250).reverse());
    assert.deepEqual(numbers, descendingNumbers(250));
    assert.deepEqual(asked, ["0+100", "100+100", "200+100"]);
  });

  it("starts at the end of a service that lists the oldest first", async () => {
    const { numbers, asked } = await readAll(ascending(250));
    assert.deepEqual(numbers, descendingNumbers(250));
    assert.deepEqual(asked, ["0+100", "150+100", "50+100", "0+50"]);
  });

  it("needs one request for versions that fit into one page, in whatever order", async () => {
    const { numbers, asked } = await readAll(ascending(40));
    assert.deepEqual(numbers, descendingNumbers(40));
    assert.deepEqual(asked, ["0+100"]);
  });

  it("misses no version of a service that gives fewer than it is asked for", async () => {
    for (const held of [ascending(70), ascending(70).reverse()]) {
      assert.deepEqual((await readAll(held, { most: 30 })).numbers, descendingNumbers(70));
    }
  });

  it("shows what there is when the total leads behind the end", async () => {
    const { numbers, asked } = await readAll(ascending(3), { total: 5_000 });
    assert.deepEqual(numbers, [3, 2, 1]);
    assert.deepEqual(asked, ["0+100", "4997+3", "3+100"]);
  });

  it("puts versions without a number last", async () => {
    const { numbers } = await readAll([BARE_VERSION, ...versions([1, 2])]);
    assert.deepEqual(numbers, [2, 1, undefined]);
  });
});

describe("nextOffset", () => {
  it("ends with the total, and with an empty page", () => {
    assert.equal(nextOffset({ items: [1, 2], total: 5 }, 2), "4");
    assert.equal(nextOffset({ items: [1], total: 5 }, 4), undefined);
    assert.equal(nextOffset({ items: [], total: 5 }, 2), undefined);
    assert.equal(nextOffset({ items: [1, 2], total: 0 }, 0), undefined);
  });
});
