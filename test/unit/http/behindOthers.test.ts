import assert from "node:assert/strict";
import { behindOthers, RequestOrder } from "../../../src/http/behindOthers";

describe("Requests that stand behind others", () => {
  const { signal } = new AbortController();
  /** Work that lasts until it is told to end. */
  function held(): { readonly work: () => Promise<void>; readonly end: () => void } {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    return { work: () => ended, end: () => end() };
  }

  it("wait until those of the user are answered, and begin in their order", async () => {
    const order = new RequestOrder();
    const begun: string[] = [];
    const [first, second] = [held(), held()];
    const users = [order.take(first.work, signal), order.take(second.work, signal)];
    const agents = ["a", "b"].map((name) =>
      behindOthers(() => order.take(() => Promise.resolve(begun.push(name)), signal)),
    );
    first.end();
    await users[0];
    assert.deepEqual(begun, []);
    second.end();
    await Promise.all(agents);
    assert.deepEqual(begun, ["a", "b"]);
  });

  it("don't wait for one another, and make no one wait", async () => {
    const order = new RequestOrder();
    const agent = held();
    const running = behindOthers(() => order.take(agent.work, signal));
    assert.equal(await behindOthers(() => order.take(() => Promise.resolve("another"), signal)), "another");
    assert.equal(await order.take(() => Promise.resolve("the user"), signal), "the user");
    agent.end();
    await running;
  });

  it("wait no longer once they are aborted", async () => {
    const order = new RequestOrder();
    const user = held();
    const running = order.take(user.work, signal);
    const stop = new AbortController();
    const agent = behindOthers(() => order.take(() => Promise.resolve(stop.signal.aborted), stop.signal));
    stop.abort();
    assert.equal(await agent, true);
    user.end();
    await running;
  });
});
