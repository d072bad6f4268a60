import assert from "node:assert/strict";
import type { PanelGraph } from "../../../src/sources/contract/panelContent";
import { layOut as layOutFamily, NODE_HEIGHT, NODE_WIDTH } from "../../../src/web/entryPage/lineage/lineageLayout";
import type { LineageLayout, PlacedNode } from "../../../src/web/entryPage/lineage/lineageLayout";
import { familyOf } from "../../../src/web/entryPage/lineage/lineageLinks";
import { nextIndex } from "../../../src/web/entryPage/lineage/lineageWalk";

type Line = readonly [from: string, to: string, label?: string];

function graph(ids: readonly string[], lines: readonly Line[], self = ids.at(-1)): PanelGraph {
  return {
    title: "Lineage",
    nodes: ids.map((id) => ({ id, label: id, detail: "", isSelf: id === self })),
    edges: lines.map(([from, to, label = ""]) => ({ from, to, label })),
  };
}

/** A base, its data and code, and two models that were made from them. */
const FAMILY = graph(
  ["base", "data", "code", "tuned", "small"],
  [
    ["base", "tuned", "base model"],
    ["data", "tuned", "dataset"],
    ["code", "tuned"],
    ["tuned", "small"],
  ],
);

/** They have nothing to do with each other. */
const ALONE = ["a", "b", "c", "d", "e", "f"];

function layOut(given: PanelGraph): LineageLayout {
  return layOutFamily(familyOf(given));
}

function idsOf({ nodes }: LineageLayout): readonly string[] {
  return nodes.map(({ node }) => node.id);
}

function placeOf({ nodes }: LineageLayout, id: string) {
  return nodes.find(({ node }) => node.id === id)!;
}

function walk(layout: LineageLayout, from: string, ...keys: readonly string[]): string | undefined {
  const start = idsOf(layout).indexOf(from);
  const end = keys.reduce<number | undefined>(
    (index, key) => (index === undefined ? undefined : nextIndex(layout, index, key)),
    start,
  );
  return end === undefined ? undefined : idsOf(layout)[end];
}

function assertNothingOverlaps({ nodes, width, height }: LineageLayout): void {
  for (const [index, a] of nodes.entries()) {
    assert.ok(a.x >= 0 && a.y >= 0 && a.x + NODE_WIDTH <= width && a.y + NODE_HEIGHT <= height, a.node.id);
    for (const b of nodes.slice(index + 1)) {
      const isApart = Math.abs(a.x - b.x) >= NODE_WIDTH || Math.abs(a.y - b.y) >= NODE_HEIGHT;
      assert.ok(isApart, `${a.node.id} lies on ${b.node.id}`);
    }
  }
}

function isOnBorder({ x, y }: PlacedNode, point: { readonly x: number; readonly y: number }): boolean {
  const away = [
    Math.abs(point.x - (x + NODE_WIDTH / 2)) - NODE_WIDTH / 2,
    Math.abs(point.y - (y + NODE_HEIGHT / 2)) - NODE_HEIGHT / 2,
  ];
  return Math.abs(Math.max(...away)) < 1;
}

describe("the layout of a lineage", () => {
  it("puts what came of something below it, and nothing on anything else", () => {
    const layout = layOut(FAMILY);
    assertNothingOverlaps(layout);
    for (const { from, to } of layout.edges) {
      assert.ok(placeOf(layout, from).y + NODE_HEIGHT < placeOf(layout, to).y, `${from} → ${to}`);
    }
    assert.deepEqual(idsOf(layout).slice(-2), ["tuned", "small"]);
  });

  it("leads each edge from the one node to the other", () => {
    const layout = layOut(FAMILY);
    for (const { from, to, points } of layout.edges) {
      assert.ok(isOnBorder(placeOf(layout, from), points[0]!), `starts at ${from}`);
      assert.ok(isOnBorder(placeOf(layout, to), points.at(-1)!), `ends at ${to}`);
    }
  });

  it("keeps what a node came of and what came of it", () => {
    const { parents, children } = placeOf(layOut(FAMILY), "tuned");
    const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
    assert.deepEqual([...parents].sort(byId), [
      { id: "base", label: "base model" },
      { id: "code", label: "" },
      { id: "data", label: "dataset" },
    ]);
    assert.deepEqual(children, [{ id: "small", label: "" }]);
  });

  it("draws several relations of the same two as one edge, once each", () => {
    const lines: readonly Line[] = [
      ["a", "b", "base"],
      ["a", "b", "teacher"],
      ["a", "b", "base"],
      ["a", "b"],
    ];
    const { edges } = layOut(graph(["a", "b"], lines));
    assert.deepEqual(
      edges.map(({ label }) => label),
      ["base, teacher"],
    );
  });

  it("ends with cycles, and with what came of itself", () => {
    const lines: readonly Line[] = [
      ["a", "b"],
      ["b", "c"],
      ["c", "a"],
      ["a", "a"],
      ["b", "a"],
    ];
    const layout = layOut(graph(["a", "b", "c"], lines));
    assertNothingOverlaps(layout);
    assert.equal(layout.edges.length, 4);
    const back = layout.edges.find(({ from, to }) => from === "c" && to === "a")!;
    const isUpward = placeOf(layout, "a").y < placeOf(layout, "c").y;
    assert.equal(back.points[0]!.y > back.points.at(-1)!.y, isUpward, "points from its start to its end");
  });

  it("leaves out edges to what is not there", () => {
    const layout = layOut(
      graph(
        ["a", "b"],
        [
          ["a", "b"],
          ["a", "ghost"],
          ["ghost", "b"],
        ],
      ),
    );
    assert.deepEqual(
      layout.edges.map(({ from, to }) => [from, to]),
      [["a", "b"]],
    );
  });

  it("draws a node alone, several that have nothing to do with each other, and none", () => {
    assert.equal(layOut(graph(["a"], [])).nodes.length, 1);
    assertNothingOverlaps(layOut(graph(["a", "b", "c"], [])));
    assert.deepEqual(layOut(graph([], [])).nodes, []);
  });

  it("draws a node that is given twice once", () => {
    assert.deepEqual(idsOf(layOut(graph(["a", "a"], []))), ["a"]);
  });

  it("takes any text for an id and a label", () => {
    const ids = [
      "__proto__",
      "constructor",
      "",
      "\ud800",
      "<img src=x>",
      "toString",
      "a\u0000b",
      "日本語".repeat(2_000),
    ];
    const lines = ids.slice(1).map((id, index): Line => [ids[index]!, id, "x".repeat(10_000)]);
    const layout = layOut(graph(ids, lines));
    assertNothingOverlaps(layout);
    assert.deepEqual(idsOf(layout), ids);
    assert.ok(layout.edges.every(({ label }) => label.length < 40));
    assert.ok(layout.width < 3_000);
  });

  it("draws as many nodes as are shown", () => {
    const ids = Array.from({ length: 150 }, (_, index) => String(index));
    const lines = ids.slice(1).flatMap((id, index): Line[] => [
      [String(Math.floor(index / 3)), id, "base model"],
      [String((index * 7) % (index + 1)), id, "dataset"],
    ]);
    const layout = layOut(graph(ids, lines));
    assert.equal(layout.nodes.length, 150);
    assertNothingOverlaps(layout);
  });

  it("puts what has nothing to do with the rest in rows below it", () => {
    const ids = ["base", "tuned", ...ALONE];
    const layout = layOut(graph(ids, [["base", "tuned"]]));
    assertNothingOverlaps(layout);
    assert.deepEqual(idsOf(layout), ids);
    const rows = new Set(ALONE.map((id) => placeOf(layout, id).y));
    assert.equal(rows.size, 2);
    assert.ok(Math.min(...rows) > placeOf(layout, "tuned").y + NODE_HEIGHT);
  });
});

describe("arrow keys in a lineage", () => {
  it("lead up to what something came of, and down to what came of it", () => {
    const layout = layOut(FAMILY);
    assert.equal(walk(layout, "small", "ArrowUp"), "tuned");
    assert.equal(walk(layout, "base", "ArrowDown", "ArrowDown"), "small");
    assert.equal(walk(layout, "small", "ArrowDown"), undefined);
    assert.equal(walk(layout, "base", "ArrowUp"), undefined);
  });

  it("lead to all of a level, and no further", () => {
    const layout = layOut(FAMILY);
    const [first, second, third] = idsOf(layout);
    assert.equal(walk(layout, first!, "ArrowRight"), second);
    assert.equal(walk(layout, first!, "ArrowRight", "ArrowRight"), third);
    assert.equal(walk(layout, third!, "ArrowRight"), undefined);
    assert.equal(walk(layout, third!, "ArrowLeft", "ArrowLeft"), first);
    assert.equal(walk(layout, first!, "ArrowLeft"), undefined);
  });

  it("take the parent that stands nearest", () => {
    const layout = layOut(FAMILY);
    const [, middle] = idsOf(layout);
    assert.equal(walk(layout, "tuned", "ArrowUp"), middle);
  });

  it("walk the whole line rather than into what leads no further", () => {
    const lines: readonly Line[] = [
      ["base", "tuned"],
      ["data", "small"],
      ["tuned", "small"],
      ["more data", "tiny"],
      ["small", "tiny"],
    ];
    const layout = layOut(graph(["base", "tuned", "data", "small", "more data", "tiny"], lines));
    assert.equal(walk(layout, "tiny", "ArrowUp"), "small");
    assert.equal(walk(layout, "tiny", "ArrowUp", "ArrowUp", "ArrowUp"), "base");
  });

  it("lead from row to row of what has no relatives, and there from the last of those that have", () => {
    const layout = layOut(graph(["base", "tuned", ...ALONE], [["base", "tuned"]]));
    assert.equal(walk(layout, "tuned", "ArrowDown"), "a");
    assert.equal(walk(layout, "base", "ArrowDown", "ArrowDown", "ArrowDown"), "e");
    assert.equal(walk(layout, "e", "ArrowDown"), undefined);
    assert.equal(walk(layout, "f", "ArrowUp"), "b");
    assert.equal(walk(layout, "b", "ArrowUp", "ArrowUp"), "base");
    assert.equal(walk(layout, "base", "ArrowUp"), undefined);
  });

  it("lead home, and nowhere by other keys", () => {
    const layout = layOut(FAMILY);
    assert.equal(walk(layout, "base", "Home"), "small");
    assert.equal(walk(layout, "base", "Enter"), undefined);
    assert.equal(nextIndex(layout, -1, "ArrowUp"), undefined);
  });
});
