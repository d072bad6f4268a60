import assert from "node:assert/strict";
import type { LiveRuns } from "../../../../src/sources/contract/liveRuns";
import { ConnectedSample, TreeWalk, unaborted } from "../../../support/connectedSample";
import { failure } from "../../../support/httpFixture";
import type { Entry } from "../../../../src/sources/contract/entry";

const PROJECT = "qwen36-27b-qlora-fsdp";

describe("The live runs of Model Lab", () => {
  let sample: ConnectedSample;
  let live: LiveRuns;
  let running: Entry;

  before(async () => {
    sample = await ConnectedSample.start();
    const source = sample.connect("modelLab");
    live = source.live!;
    running = (await new TreeWalk(source).open([PROJECT, "qlora-r8-lr1e-4"])).entry;
  });
  beforeEach(() => void sample.takeRequests());
  after(() => sample.close());

  it("tell how a run is: its status, since when, its metrics and the best of them, its page", () => {
    const { metrics, best, startedAt = 0, lastStepAt = 0, link = "", ...rest } = live.stateOf(running);
    assert.deepEqual(rest, { name: "qlora-r8-lr1e-4", status: "running", isFinal: false, isSuccess: false });
    assert.equal(best?.key, "eval_loss");
    assert.ok(metrics.some(({ key, value }) => key === "eval_loss" && value === best.value));
    assert.ok(startedAt > 0);
    assert.ok(lastStepAt <= Date.now() && lastStepAt > Date.now() - 600_000, "as it was first seen a moment ago");
    assert.match(link, /^https:/);
  });

  it("give the states of runs in the order asked, and none for those that the service does not have", async () => {
    const id = live.runIdOf(running);
    const [gone, found, again] = await live.states(["999999999", id, id], unaborted());
    assert.deepEqual([gone, found?.name, again?.name], [undefined, running.name, running.name]);
    assert.equal(sample.takeRequests().length, 1);
  });

  it("hold no run for gone where one of those that were asked for could not be read", async () => {
    const list = { data: [{ attributes: {} }], meta: { page: { total: 1, next_number: null } } };
    const stop = sample.server.respondWith(({ path }) =>
      path.endsWith("/runs") ? { status: 200, body: list } : undefined,
    );
    assert.deepEqual(await live.reload([running], unaborted()), [running]);
    const { message } = await failure(live.states([live.runIdOf(running)], unaborted()), "badResponse");
    assert.equal(message, "the answer could not be read: no id");
    stop();
  });

  it("send nothing for ids that are none, as what was kept may be anyone's", async () => {
    assert.deepEqual(await live.states(["1,2", "a b", "", "%2c"], unaborted()), [
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    assert.deepEqual(sample.takeRequests(), []);
  });

  it("reload an entry into the entry that a listing would give", async () => {
    const [same] = await live.reload([running], unaborted());
    assert.deepEqual(same, running);
  });
});
