import assert from "node:assert/strict";
import { TakingTurns } from "../../../src/agents/core/takingTurns";

const UNABORTED = new AbortController().signal;

/** Lets so many steps of other work go first. */
async function steps(count: number): Promise<void> {
  for (let step = 0; step < count; step += 1) {
    await Promise.resolve();
  }
}

describe("Work that takes turns", () => {
  it("never runs more at once than is allowed, at whatever moment more of it comes", async () => {
    const turns = new TakingTurns(2);
    let [running, most, done] = [0, 0, 0];
    const work = async (length: number) => {
      running += 1;
      most = Math.max(most, running);
      await steps(length);
      running -= 1;
      done += 1;
    };
    const all = Array.from({ length: 200 }, async (_, index) => {
      await steps(index % 41);
      await turns.take(() => work(1 + (index % 7)), UNABORTED);
    });
    await Promise.all(all);
    assert.deepEqual([most, done, running], [2, 200, 0]);
  });

  it("goes on with the next when one fails, and without those that were canceled while they waited", async () => {
    const turns = new TakingTurns(1);
    const ran: string[] = [];
    const run = (name: string, signal = UNABORTED) =>
      turns.take(async () => {
        ran.push(name);
        await steps(3);
        if (name === "fails") throw new Error(name);
      }, signal);
    const cancel = new AbortController();
    const all = [run("fails"), run("canceled", cancel.signal), run("last")];
    cancel.abort();
    const results = await Promise.allSettled(all);
    assert.deepEqual(
      results.map(({ status }) => status),
      ["rejected", "rejected", "fulfilled"],
    );
    assert.deepEqual(ran, ["fails", "last"]);
  });
});
