import assert from "node:assert/strict";
import { LoadCache } from "../../../../src/sources/shared/loadCache";

const forever = { signal: new AbortController().signal };

describe("LoadCache", () => {
  it("joins equal loads and keeps their answer", async () => {
    const loads = new LoadCache<number>(2);
    let count = 0;
    const ask = () => loads.get("a", () => Promise.resolve(++count), forever);
    assert.deepEqual(await Promise.all([ask(), ask()]), [1, 1]);
    assert.equal(await ask(), 1);
    loads.forget("a");
    assert.equal(await ask(), 2);
  });

  it("keeps no failure, which all who wait get", async () => {
    const loads = new LoadCache<string>(2);
    const fail = () => Promise.reject(new Error("no"));
    const both = await Promise.allSettled([loads.get("a", fail, forever), loads.get("a", fail, forever)]);
    assert.deepEqual(
      both.map(({ status }) => status),
      ["rejected", "rejected"],
    );
    assert.equal(await loads.get("a", () => Promise.resolve("yes"), forever), "yes");
  });

  it("lets one leave without the others, and ends a load that no one waits for", async () => {
    const loads = new LoadCache<string>(2);
    const signals: AbortSignal[] = [];
    let give: (text: string) => void = () => undefined;
    const start = ({ signal }: { signal: AbortSignal }) => {
      signals.push(signal);
      return new Promise<string>((resolve) => (give = resolve));
    };
    const [one, other] = [new AbortController(), new AbortController()];
    const reason = new Error("left");
    const left = loads.get("a", start, one);
    const stayed = loads.get("a", start, other);
    one.abort(reason);
    await assert.rejects(left, (error) => error === reason);
    assert.equal(signals[0]?.aborted, false);
    give("yes");
    assert.equal(await stayed, "yes");
    loads.forget("a");
    const [third, fourth] = [new AbortController(), new AbortController()];
    const alone = loads.get("a", start, third);
    third.abort(reason);
    await assert.rejects(alone, (error) => error === reason);
    assert.equal(signals[1]?.aborted, true);
    const again = loads.get("a", start, fourth);
    give("again");
    assert.equal(await again, "again");
  });

  it("starts nothing for those who have left already", async () => {
    const loads = new LoadCache<string>(2);
    const signal = AbortSignal.abort();
    await assert.rejects(
      loads.get("a", () => assert.fail("started"), { signal }),
      { name: "AbortError" },
    );
  });

  it("forgets what was not used for the longest time", async () => {
    const loads = new LoadCache<string>(2);
    const asked: string[] = [];
    const ask = (key: string) => loads.get(key, () => Promise.resolve(String(asked.push(key))), forever);
    for (const key of ["a", "b", "a", "c", "a", "b"]) {
      await ask(key);
    }
    assert.deepEqual(asked, ["a", "b", "c", "b"]);
  });

  it("asks again for what is too old, keeps what came another way, and joins what is under way however long", async () => {
    let now = 0;
    let count = 0;
    const loads = new LoadCache<number>(2, { keptMs: 10, now: () => now });
    const ask = () => loads.get("a", () => Promise.resolve(++count), forever);
    assert.equal(await ask(), 1);
    now = 9;
    assert.equal(await ask(), 1);
    now = 10;
    assert.equal(await ask(), 2);
    loads.put("a", 7);
    assert.equal(await ask(), 7);
    loads.forget("a");
    const slow = ask();
    now = 99;
    assert.deepEqual(await Promise.all([slow, ask()]), [3, 3]);
  });
});
