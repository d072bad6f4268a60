import assert from "node:assert/strict";
import type { PanelGraph } from "../../src/sources/contract/panelContent";
import { isTangled, nearest } from "../../src/web/entryPage/lineage/lineageCut";
import { layOut, NODE_HEIGHT, NODE_WIDTH } from "../../src/web/entryPage/lineage/lineageLayout";
import { familyOf, relativesOf } from "../../src/web/entryPage/lineage/lineageLinks";
import { nextIndex } from "../../src/web/entryPage/lineage/lineageWalk";

const COUNT = 200_000;

describe("A lineage of 200,000 artifacts", () => {
  const ids = Array.from({ length: COUNT }, (_, index) => `n${index}`);
  const graph = (edges: PanelGraph["edges"]): PanelGraph => ({
    title: "Lineage",
    nodes: ids.map((id) => ({ id, label: id, detail: "", isSelf: id === "n0" })),
    edges,
  });
  /** All others came of the first. */
  const star = () => graph(ids.slice(1).map((to) => ({ from: "n0", to, label: "base model" })));

  it("without arrows is laid out in rows, and walked through by arrow keys", () => {
    const layout = layOut(familyOf(graph([])));
    assert.equal(layout.nodes.length, COUNT);
    const last = layout.nodes.find(({ node }) => node.id === `n${COUNT - 1}`)!;
    assert.ok(last.x + NODE_WIDTH <= layout.width && last.y + NODE_HEIGHT <= layout.height);
    assert.equal(layout.nodes[nextIndex(layout, 0, "ArrowRight")!]?.node.id, "n1");
    assert.equal(nextIndex(layout, 0, "End"), undefined);
    const below = layout.nodes[nextIndex(layout, 0, "ArrowDown")!]!;
    assert.deepEqual([below.x, below.y > layout.nodes[0]!.y], [layout.nodes[0]!.x, true]);
  });

  it("with all below one of them is joined, and each is told of it", () => {
    const family = familyOf(star());
    assert.equal(family.links.length, COUNT - 1);
    const relatives = relativesOf(family);
    assert.deepEqual(relatives.get("n0")?.children.at(-1), { id: `n${COUNT - 1}`, label: "base model" });
    assert.deepEqual(relatives.get("n7"), { parents: [{ id: "n0", label: "base model" }], children: [] });
  });

  it("is cut, where one of them has all the others above it", () => {
    const { nodes, edges } = star();
    const family = { nodes, links: edges.map(({ from, to, label }) => ({ from: to, to: from, label })) };
    const { family: shown, note } = nearest(family);
    assert.deepEqual([shown.nodes.length, shown.links.length], [150, 149]);
    assert.equal(note, "This shows the nearest 150 of 200,000 artifacts and 149 of 199,999 arrows.");
    assert.equal(isTangled(family), true);
  });
});
