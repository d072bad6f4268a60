import assert from "node:assert/strict";
import { Lanes } from "../../../../../src/files/download/part/lanes";

describe("The connections that large files share", () => {
  it("are all one file's while it is alone, and else divided, with one for each at least", () => {
    const lanes = new Lanes({ most: 8 });
    const shares = [lanes.share];
    for (let count = 0; count < 3; count += 1) {
      lanes.enter();
      shares.push(lanes.share);
    }
    for (let count = 3; count < 20; count += 1) {
      lanes.enter();
    }
    assert.deepEqual([...shares, lanes.share], [8, 8, 4, 2, 1]);
    for (let count = 1; count < 20; count += 1) {
      lanes.leave();
    }
    assert.equal(lanes.share, 8);
  });

  it("are halved with each refusal, down to one", () => {
    const lanes = new Lanes({ most: 8 });
    const shares = [1, 2, 3, 4].map(() => {
      lanes.narrow();
      return lanes.share;
    });
    assert.deepEqual(shares, [4, 2, 1, 1]);
  });

  it("are no more than what 16 MB of memory hold, whatever the setting says", () => {
    const lanes = new Lanes({ most: 100 });
    assert.equal(lanes.share * lanes.segmentBytes, 16 * 1024 * 1024);
  });

  it("help one that keeps its reader waiting for longer than a fast one would, however long it takes in all", () => {
    const lanes = new Lanes({ most: 8, fastBytesPerSecond: 1_000_000, patienceMs: 40 });
    const waits = [
      [1_000_000, 1_039],
      [1_000_000, 1_041],
      [10_000_000, 10_039],
      [10_000_000, 10_041],
    ] as const;
    assert.deepEqual(
      waits.map(([bytes, waitedMs]) => lanes.isSlow(bytes, waitedMs)),
      [false, true, false, true],
    );
  });
});
