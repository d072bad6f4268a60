import assert from "node:assert/strict";
import { askablePath } from "../../../../src/sources/shared/filePlace";
import { entryId, namesOfId } from "../../../../src/sources/shared/entryId";

describe("entryId", () => {
  const names = [
    "caf\udce9.txt",
    "caf\udce8.txt",
    "caf�.txt",
    "caf%uDCE9.txt",
    "\ud800\ud800",
    "\udc00\ud800",
    "😀/%#",
  ];

  it("tells names apart that differ in half a surrogate alone", () => {
    assert.equal(new Set(names.map((name) => entryId("v", name))).size, names.length);
    assert.equal(entryId("v", "caf\udce9.txt"), "v/caf%uDCE9.txt");
  });

  it("is read back as the names that it was made of", () => {
    assert.deepEqual(namesOfId(entryId("v", ...names)), ["v", ...names]);
  });

  it("goes with a request that says so when half a surrogate can't be sent", () => {
    assert.equal(askablePath("a/😀.txt"), "a/😀.txt");
    assert.throws(() => askablePath("a/caf\udce9.txt"), { name: "ApiError", kind: "badRequest" });
  });
});
