import assert from "node:assert/strict";
import { SeenFiles } from "../../../../src/files/fileSystem/seenFiles";

describe("Files that were seen", () => {
  const LISTED = { isDirectory: false, size: 10 };
  let now: number;
  let seen: SeenFiles;

  beforeEach(() => {
    now = 1_000_000;
    seen = new SeenFiles(() => now);
  });

  it("are as they are listed as long as they do not change", () => {
    assert.equal(seen.amend("a", LISTED), LISTED);
    assert.equal(seen.note("a", { size: 10, version: '"1"' }), false);
    now += 60_000;
    assert.equal(seen.note("a", { size: 10, version: '"1"' }), false);
    assert.equal(seen.note("a", {}), false, "of what is not said, nothing is new");
    assert.equal(seen.amend("a", LISTED), LISTED);
  });

  it("are of the time and the size that they were first seen with, also when only their content is another", () => {
    seen.note("a", { size: 10, version: '"1"' });
    now += 5_000;
    assert.equal(seen.note("a", { size: 12, version: '"2"' }), true);
    assert.deepEqual(seen.amend("a", LISTED), { isDirectory: false, size: 12, modifiedAt: now });
    now += 5_000;
    assert.equal(seen.note("a", { size: 12, version: '"3"' }), true);
    assert.deepEqual(seen.amend("a", LISTED), { isDirectory: false, size: 12, modifiedAt: now });
  });

  it("have the size of a listing that is newer, and their time stays", () => {
    seen.note("a", { size: 10 });
    now += 5_000;
    seen.note("a", { size: 12 });
    const changedAt = now;
    now += 10_000;
    assert.deepEqual(seen.amend("a", { isDirectory: false, size: 20 }), {
      isDirectory: false,
      size: 20,
      modifiedAt: changedAt,
    });
  });

  it("are forgotten when there are many", () => {
    seen.note("a", { size: 10 });
    for (let file = 0; file < 200; file++) {
      seen.note(`other ${file}`, { size: 1 });
    }
    assert.equal(seen.note("a", { size: 11 }), false);
  });
});
