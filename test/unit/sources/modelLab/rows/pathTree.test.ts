import assert from "node:assert/strict";
import type { PathNode } from "../../../../../src/sources/modelLab/rows/pathTree";
import { buildPathTree, filesBelow, openPathTree } from "../../../../../src/sources/modelLab/rows/pathTree";

function treeOf(...paths: readonly string[]): readonly PathNode[] {
  return buildPathTree(paths.map((path) => ({ path, name: path.split("/").at(-1) ?? "", createdAt: 0, size: 1 })));
}

function outline(nodes: readonly PathNode[], indent = ""): string[] {
  return nodes.flatMap((node) => [
    `${indent}${node.name}${node.file === undefined ? "/" : ""} @${node.path}`,
    ...outline(node.children, `${indent}  `),
  ]);
}

describe("buildPathTree", () => {
  it("makes directories of a flat listing", () => {
    assert.deepEqual(outline(treeOf("a/x", "a/y", "b")), ["a/ @a", "  x @a/x", "  y @a/y", "b @b"]);
  });

  it("takes 2,000 levels with a file on each, opened one by one, and a line of 10,000", () => {
    const every: PathNode[] = [];
    let node = treeOf(...Array.from({ length: 2_000 }, (_, depth) => `${"d/".repeat(depth)}f`)).find(
      ({ file }) => !file,
    );
    for (; node !== undefined; node = node.children.find(({ file }) => file === undefined)) {
      every.push(node);
    }
    assert.equal(every.length, 1_999);
    assert.equal(treeOf(`${"d/".repeat(10_000)}f`)[0]?.name.length, 19_999);
  });

  it("takes 200,000 files of one directory", () => {
    const files = Array.from({ length: 200_000 }, (_, index) => ({ path: `d/f${index}`, name: "f", createdAt: 0 }));
    const [all] = buildPathTree(files);
    assert.equal(all?.children.length, 200_000);
  });

  it("folds a chain of single directories into one row", () => {
    const expected = ["f635/artifacts/ @f635/artifacts", "  x @f635/artifacts/x", "  y @f635/artifacts/y"];
    assert.deepEqual(outline(treeOf("f635/artifacts/x", "f635/artifacts/y")), expected);
  });

  it("keeps a directory that holds one file", () => {
    assert.deepEqual(outline(treeOf("a/b/x")), ["a/b/ @a/b", "  x @a/b/x"]);
  });

  it("shows both a file and a directory of one name, as object stores allow", () => {
    assert.deepEqual(outline(treeOf("a", "a/x")), ["a/ @a", "  x @a/x", "a @a"]);
  });

  it("passes over empty names, and keeps the path that the service gave", () => {
    const [node] = treeOf("/a//x");
    assert.equal(node?.children[0]?.file?.path, "/a//x");
    assert.deepEqual(treeOf("", "/"), []);
  });

  it("keeps names that mean something elsewhere as names", () => {
    assert.deepEqual(outline(treeOf("../etc", "__proto__/x")), [
      "../ @..",
      "  etc @../etc",
      "__proto__/ @__proto__",
      "  x @__proto__/x",
    ]);
  });
});

describe("filesBelow", () => {
  it("takes the time when a file was made for no time of its last change", () => {
    const file = { path: "a/x", name: "x", createdAt: 1_700_000_000_000, size: 1 };
    assert.deepEqual(filesBelow(openPathTree([file]), ["a"]), [{ name: "x", isDirectory: false, size: 1 }]);
  });
});
