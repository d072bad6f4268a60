import assert from "node:assert/strict";
import type { PathNode } from "../../../../../src/sources/shared/paths/pathListing";
import { PathListing } from "../../../../../src/sources/shared/paths/pathListing";

function listingOf(...paths: readonly string[]): PathListing {
  return PathListing.of(paths.map((path, index) => ({ path, createdAt: index, size: 1 })));
}

function rowsOf(listing: PathListing, path = ""): readonly PathNode[] {
  const rows = listing.rowsOf(path);
  return rows.slice(0, rows.length);
}

function outline(listing: PathListing, path = "", indent = ""): string[] {
  return rowsOf(listing, path).flatMap((node) => [
    `${indent}${node.name}${node.file === undefined ? "/" : ""} @${node.path}`,
    ...(node.file === undefined ? outline(listing, node.path, `${indent}  `) : []),
  ]);
}

describe("A flat listing", () => {
  it("makes directories of a flat listing", () => {
    assert.deepEqual(outline(listingOf("a/x", "a/y", "b")), ["a/ @a", "  x @a/x", "  y @a/y", "b @b"]);
  });

  it("folds a chain of single directories into one row", () => {
    const expected = ["f635/artifacts/ @f635/artifacts", "  x @f635/artifacts/x", "  y @f635/artifacts/y"];
    assert.deepEqual(outline(listingOf("f635/artifacts/x", "f635/artifacts/y")), expected);
  });

  it("keeps a directory that holds one file", () => {
    assert.deepEqual(outline(listingOf("a/b/x")), ["a/b/ @a/b", "  x @a/b/x"]);
  });

  it("shows both a file and a directory of one name, as object stores allow", () => {
    assert.deepEqual(outline(listingOf("a", "a/x")), ["a/ @a", "  x @a/x", "a @a"]);
  });

  it("passes over empty names, and keeps the path that the service gave", () => {
    assert.equal(rowsOf(listingOf("/a//x"), "a")[0]?.file?.path, "/a//x");
    assert.equal(rowsOf(listingOf("a//x", "a//y"), "a")[1]?.file?.path, "a//y");
    assert.equal(rowsOf(listingOf("a/x", "a/x/"))[0]?.name, "a");
    assert.deepEqual(outline(listingOf("", "/")), []);
  });

  it("puts directories first, and names as a person counts, whatever their letters", () => {
    const listing = listingOf("b", "é", "e1", "f", "step-10/x", "step-9/x", "A", "a");
    assert.deepEqual(
      rowsOf(listing).map(({ name }) => name),
      ["step-9", "step-10", "A", "a", "b", "é", "e1", "f"],
    );
  });

  it("keeps the later one of two with one path, and a size that is not known", () => {
    const listing = PathListing.of([
      { path: "a", createdAt: 1, size: 1 },
      { path: "a", createdAt: 2 },
    ]);
    assert.deepEqual(rowsOf(listing)[0]?.file, { path: "a", createdAt: 2 });
  });

  it("gives a page of many rows, and takes some 60 bytes for each", () => {
    const paths = Array.from({ length: 50_000 }, (_, index) => `run-${index % 500}/step-${index}`);
    const listing = listingOf(...paths);
    assert.equal(listing.rowsOf("").length, 500);
    const rows = listing.rowsOf("run-7");
    assert.equal(rows.length, 100);
    assert.deepEqual(
      rows.slice(1, 3).map(({ name, path }) => [name, path]),
      [
        ["step-507", "run-7/step-507"],
        ["step-1007", "run-7/step-1007"],
      ],
    );
    assert.ok(listing.byteLength < 70 * paths.length, `${listing.byteLength} bytes`);
  });

  it("tells names apart that differ in half a character, and gives each as it came", () => {
    const names = ["caf\udce9.txt", "caf\udce8.txt", "caf\ufffd.txt", "\ud83d", "\ud83d\udd11"];
    const listing = listingOf(...names.map((name) => `ключ/${name}`));
    const rows = rowsOf(listing, "ключ");
    assert.deepEqual(new Set(rows.map(({ name }) => name)), new Set(names));
    assert.deepEqual(new Set(rows.map(({ file }) => file?.path)), new Set(names.map((name) => `ключ/${name}`)));
  });

  it("finds a path again after others, however long they are", () => {
    const long = "x".repeat(5_000);
    const listing = listingOf("a/b/1", `${long}/${long}`, "a/b/2", "a/c/1", "/a/b/3", "b");
    assert.deepEqual(
      listing.below(["a", "b"])?.map(({ name }) => name),
      ["1", "2", "3"],
    );
    assert.equal(rowsOf(listing, long)[0]?.file?.path, `${long}/${long}`);
  });

  it("keeps names that mean something elsewhere as names", () => {
    assert.deepEqual(outline(listingOf("../etc", "__proto__/x")), [
      "__proto__/ @__proto__",
      "  x @__proto__/x",
      "../ @..",
      "  etc @../etc",
    ]);
  });
});

describe("The files below a directory of a flat listing", () => {
  it("takes the time when a file was made for no time of its last change", () => {
    const listing = PathListing.of([{ path: "a/x", createdAt: 1_700_000_000_000, size: 1 }]);
    assert.deepEqual(listing.below(["a"]), [{ name: "x", isDirectory: false, size: 1 }]);
  });

  it("are undefined for what is no directory, and for what is not there", () => {
    const listing = listingOf("a/x");
    assert.deepEqual(
      [listing.below(["a", "x"]), listing.below(["b"]), listing.below(["a", "x", "y"])],
      [undefined, undefined, undefined],
    );
    assert.deepEqual(PathListing.of([]).below([]), []);
  });

  it("are both of a name that is a file and a directory", () => {
    assert.deepEqual(listingOf("a", "a/x").below([]), [
      { name: "a", isDirectory: true },
      { name: "a", isDirectory: false, size: 1 },
    ]);
  });
});
