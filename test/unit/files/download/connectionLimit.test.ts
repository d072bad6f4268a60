import assert from "node:assert/strict";
import { ConnectionLimit } from "../../../../src/files/download/connectionLimit";

/** One of a process that has time. */
function newLimit(most: number): ConnectionLimit {
  return new ConnectionLimit(most, () => 0.1);
}

/** As many answers as it takes to think again. */
function answer(limit: ConnectionLimit, ms: number): number {
  for (let left = limit.value; left > 0; left -= 1) {
    limit.noteAnswer(ms);
  }
  return limit.value;
}

describe("How many small files are asked for at once", () => {
  it("is eight at first, or fewer where the setting says so, but never none", () => {
    assert.deepEqual(
      [32, 8, 3, 0].map((most) => newLimit(most).value),
      [8, 8, 3, 1],
    );
  });

  it("doubles while answers take long for the way alone, up to the setting", () => {
    const limit = newLimit(20);
    assert.deepEqual([answer(limit, 50), answer(limit, 55), answer(limit, 60)], [16, 20, 20]);
  });

  it("stays where answers are quick: more at once would bring nothing", () => {
    const limit = newLimit(32);
    assert.deepEqual([answer(limit, 2), answer(limit, 3)], [8, 8]);
  });

  it("falls by a quarter when answers take three times as long for being more", () => {
    const limit = newLimit(32);
    assert.deepEqual([answer(limit, 50), answer(limit, 120), answer(limit, 200)], [16, 16, 12]);
  });

  it("looks at the middle answer: one that is late says nothing", () => {
    const limit = newLimit(32);
    [900, 50, 50, 50, 50, 50, 50].forEach((ms) => limit.noteAnswer(ms));
    assert.equal(limit.value, 8, "before as many have come as are asked for at once");
    limit.noteAnswer(50);
    assert.equal(limit.value, 16);
  });

  it("is halved by each refusal, down to one, and does not grow any more", () => {
    const limit = newLimit(32);
    const values = [1, 2, 3, 4].map(() => {
      limit.noteRefusal();
      return limit.value;
    });
    assert.deepEqual([...values, answer(limit, 50)], [4, 2, 1, 1, 1]);
  });

  it("stays while answers are late because this process is busy", () => {
    let share = 1;
    const limit = new ConnectionLimit(32, () => share);
    assert.equal(answer(limit, 50), 8);
    share = 0.3;
    assert.equal(answer(limit, 50), 16);
  });
});
