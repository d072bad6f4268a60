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
