import assert from "node:assert/strict";
import type { Series } from "../../../src/series/series";
import { curveLine, pointLines } from "../../../src/agents/verbs/curveLines";
import { ConnectedSample } from "../../support/connectedSample";
import { AgentFixture } from "../../support/agentFixture";

function series(values: readonly number[], name = "eval/loss"): Series {
  const steps = Float64Array.from(values, (_, index) => (index + 1) * 10);
  return { name, points: { steps, values: Float64Array.from(values) }, origin: "", others: [] };
}

describe("A curve as agents are told of it", () => {
  it("says how many values, the extremes and the best with their steps, and how it goes", () => {
    assert.equal(
      curveLine(series([2, 1.25, 1.5])),
      "eval/loss | 3 | 1.25 at step 20 | 2 at step 10 | 1.5 at step 30 | 1.25 at step 20 | falls from 2 to 1.5, lowest 1.25 at step 20 | the service",
    );
  });

  it("says where it diverged", () => {
    assert.match(curveLine(series([2, 1, NaN, NaN], "loss")), / \| 1 at step 20 \| .*NaN from step 30 on/);
  });

  it("keeps its spikes when it is thinned", () => {
    const values = Array.from({ length: 1_000 }, (_, index) => (index === 500 ? 99 : 1));
    const text = pointLines(series(values), 20).join("\n");
    assert.ok(text.includes("99 at step 5010"), text);
    assert.ok(text.split(/, |\n/).length <= 20);
  });
});

describe("Curves of a run", () => {
  const RUN = "modelLab/run/70033";
  let sample: ConnectedSample;
  let agents: AgentFixture;
  before(async () => {
    sample = await ConnectedSample.start();
    agents = AgentFixture.of(sample, ["modelLab"]);
  });
  after(() => sample.close());

  it("are read from its training logs, with points for the metrics that are named", async () => {
    const all = await agents.text("curves", { address: RUN });
    assert.match(all, /^metric \| values \| min \| max \| last \| best \| how it goes \| from$/m);
    const name = /^([^|\n]*loss[^|\n]*) \| \d{2,} \| /m.exec(all)?.[1] ?? "";
    const one = await agents.text("curves", { address: RUN, metrics: [name.replaceAll("/", "_")], points: 10 });
    assert.match(one, new RegExp(`^points of ${name}:$`, "m"));
    assert.match(one, /^[\d.]+ at step \d+, /m);
    assert.match(await agents.refusal("curves", { address: RUN, metrics: ["los"] }), /^No metric "los"; there are /);
  });
});
