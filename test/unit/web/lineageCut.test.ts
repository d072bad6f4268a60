import assert from "node:assert/strict";
import { isTangled, nearest } from "../../../src/web/entryPage/lineage/lineageCut";
import { layOut } from "../../../src/web/entryPage/lineage/lineageLayout";
import type { Family } from "../../../src/web/entryPage/lineage/lineageLinks";

type Line = readonly [from: number, to: number];

function family(count: number, lines: readonly Line[], self = 0): Family {
  const nodes = Array.from({ length: count }, (_, id) => ({ label: `n${id}`, detail: "", isSelf: id === self }));
  return {
    nodes: nodes.map((node, id) => ({ id: String(id), ...node })),
    links: lines.map(([from, to]) => ({ from: String(from), to: String(to), label: "base model" })),
  };
}

/** Each is made from all before it. */
function complete(count: number): readonly Line[] {
  return Array.from({ length: count }, (_, to) => Array.from({ length: to }, (_, from): Line => [from, to])).flat();
}

function chain(count: number): readonly Line[] {
  return Array.from({ length: count - 1 }, (_, index): Line => [index, index + 1]);
}

describe("What is shown of a large lineage", () => {
  it("is all of a small one, without a word", () => {
    const small = family(150, chain(150));
    assert.deepEqual(nearest(small), { family: small, note: "" });
  });

  it("is cut from a line of 10,000 levels", () => {
    assert.equal(nearest(family(10_000, chain(10_000), 9_999)).family.nodes.length, 150);
    assert.equal(isTangled(family(10_000, [...chain(10_000)].reverse(), 9_999)), true);
    assert.equal(isTangled(family(2_400, chain(2_400), 2_399)), false);
  });

  it("is the nearest to what the page is about, up and down, and says of how many", () => {
    const { family: shown, note } = nearest(family(1_000, chain(1_000), 500));
    const ids = shown.nodes.map(({ id }) => Number(id));
    assert.equal(ids.length, 150);
    assert.ok(Math.min(...ids) >= 500 - 75 && Math.max(...ids) <= 500 + 75, ids.join());
    assert.equal(shown.links.length, 149);
    assert.equal(note, "This shows the nearest 150 of 1,000 artifacts and 149 of 999 arrows.");
  });

  it("is filled up with what has nothing to do with it", () => {
    const { family: shown, note } = nearest(family(200, [[198, 199]], 199));
    assert.deepEqual(shown.nodes.map(({ id }) => id).slice(-2), ["198", "199"]);
    assert.equal(shown.nodes.length, 150);
    assert.equal(note, "This shows the nearest 150 of 200 artifacts.");
  });

  it("is cut where there are too many arrows", () => {
    const { family: shown, note } = nearest(family(40, complete(40)));
    assert.deepEqual([shown.nodes.length, shown.links.length], [40, 400]);
    assert.equal(note, "This shows 400 of 780 arrows.");
  });

  it("is a list where a picture would be a tangle, and otherwise drawn", () => {
    const { family: all } = nearest(family(300, complete(300)));
    assert.deepEqual([all.nodes.length, all.links.length], [150, 400]);
    assert.ok(isTangled(all));
    assert.ok(!isTangled(family(20, complete(20))));
    assert.equal(layOut(family(20, complete(20))).nodes.length, 20);
    // A chain, and the longest ways around it.
    const around = complete(150).filter(([from, to]) => to - from > 127);
    assert.ok(isTangled(nearest(family(150, [...chain(150), ...around])).family));
    assert.ok(!isTangled(family(150, chain(150))));
  });

  it("knows no end of neither circles nor long chains", () => {
    const circle = family(150, [...chain(150), [149, 0]]);
    assert.ok(!isTangled(circle));
    assert.equal(layOut(circle).nodes.length, 150);
  });
});
